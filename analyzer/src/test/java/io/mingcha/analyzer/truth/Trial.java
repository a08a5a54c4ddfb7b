package io.mingcha.analyzer.truth;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.flows.Exposure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What is found of traffic whose truth is known, because it was made here; several trials add up. */
final class Trial {
    /** How many were planted and how many of them found. */
    static final class Score {
        private int planted;
        private int found;

        private void add(boolean hit) {
            planted++;
            found += hit ? 1 : 0;
        }

        int planted() {
            return planted;
        }

        int missed() {
            return planted - found;
        }

        double recall() {
            return planted == 0 ? 1 : (double) found / planted;
        }
    }

    private record Planted(List<Leak> leaks, List<String> layers) {}

    private final Map<Leak.Manner, Score> byManner = new TreeMap<>();
    private final Map<String, Score> byType = new TreeMap<>();
    private final Map<String, Score> byForm = new TreeMap<>();
    private final Map<String, Score> byLayer = new TreeMap<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private final Map<String, Integer> taken = new TreeMap<>();
    private final Map<String, Integer> alarms = new TreeMap<>();
    private int requests;
    private int lookAlikes;
    private int alarmed;

    /** Plants one to three data in each of so many requests. */
    void plant(long seed, int number) {
        Random random = new Random(seed);
        People people = new People(random);
        Wrapping wrapping = new Wrapping(random);
        KnownLeaks known = new KnownLeaks(random, people, wrapping);
        NamedLeaks named = new NamedLeaks(random, people);
        BulkLeaks bulk = new BulkLeaks(random, people);
        Exchanges exchanges = new Exchanges();
        known.values().forEach(exchanges::known);
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int layers = random.nextInt(4);
            List<Leak> leaks = new ArrayList<>();
            Wrapping.Request request;
            if (random.nextInt(8) == 0) {
                BulkLeaks.Message message = bulk.next();
                leaks.add(message.leak());
                request = wrapping.message(message.json(), Math.min(layers, 2));
            } else {
                Set<String> types = new HashSet<>();
                for (int k = 1 + random.nextInt(3); k > 0; k--) {
                    Leak leak = random.nextInt(5) < 3 ? known.next() : named.next();
                    if (types.add(leak.type())) {
                        leaks.add(leak);
                    }
                }
                request = request(leaks, layers, random, wrapping);
            }
            exchanges.post(i * 0.1, "https://c" + i % 7 + ".collector.example/u?" + request.query(), request.body());
            planted.add(new Planted(leaks, request.layers()));
        }
        count(planted, exchanges.analyze());
    }

    private static Wrapping.Request request(List<Leak> leaks, int layers, Random random, Wrapping wrapping) {
        Leak first = leaks.get(0);
        boolean nameless = leaks.size() == 1
                && first.manner() == Leak.Manner.KNOWN
                && first.fields().size() == 1
                && random.nextBoolean();
        if (nameless) {
            return wrapping.nameless(first.fields().get(0).value(), layers);
        }
        List<Leak.Field> fields = new ArrayList<>();
        fields.add(new Leak.Field("event", "page_view"));
        Set<String> names = new HashSet<>();
        for (Leak leak : leaks) {
            leak.fields().forEach(f -> fields.add(names.add(f.name()) ? f : new Leak.Field(f.name() + "_", f.value())));
        }
        fields.add(new Leak.Field("ts", "1790000000123"));
        return wrapping.request(fields, layers);
    }

    private void count(List<Planted> planted, Analysis analysis) {
        Map<Integer, Set<String>> found = new HashMap<>();
        for (Exposure e : analysis.exposures()) {
            found.computeIfAbsent(e.flow(), f -> new HashSet<>()).add(e.dataType());
        }
        for (int i = 0; i < planted.size(); i++) {
            int flow = i;
            requests++;
            Set<String> here = new HashSet<>(found.getOrDefault(i, Set.of()));
            for (Leak leak : planted.get(i).leaks()) {
                boolean hit = here.contains(leak.type());
                score(byManner, leak.manner(), hit);
                score(byType, leak.type() + " " + leak.manner().name().toLowerCase(java.util.Locale.ROOT), hit);
                if (leak.manner() == Leak.Manner.KNOWN) {
                    score(byForm, leak.form(), hit);
                }
                new HashSet<>(planted.get(i).layers()).forEach(layer -> score(byLayer, layer, hit));
                if (!hit) {
                    missed.merge(
                            leak.type() + " (" + leak.form() + ") in "
                                    + String.join(" < ", planted.get(i).layers()),
                            1,
                            Integer::sum);
                }
            }
            planted.get(i).leaks().forEach(leak -> here.remove(leak.type()));
            here.forEach(type -> taken.merge(
                    type + " of "
                            + planted.get(flow).leaks().stream()
                                    .map(l -> l.type() + " " + l.form())
                                    .toList(),
                    1,
                    Integer::sum));
        }
    }

    private static <K> void score(Map<K, Score> scores, K key, boolean hit) {
        scores.computeIfAbsent(key, k -> new Score()).add(hit);
    }

    /** Sends so many requests in which nothing is anybody's, and as many pages as a fifth of them. */
    void mislead(long seed, int number) {
        Random random = new Random(seed);
        People people = new People(random);
        Wrapping wrapping = new Wrapping(random);
        LookAlikes lookAlikes = new LookAlikes(random, people);
        KnownLeaks somebody = new KnownLeaks(random, people, wrapping);
        Exchanges exchanges = new Exchanges();
        somebody.values().forEach(exchanges::known);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            if (random.nextInt(5) == 0) {
                exchanges.answering(i * 0.1, "https://c.collector.example/page?n=" + i, lookAlikes.page());
                sent.add("page");
                continue;
            }
            Leak.Field first = lookAlikes.field();
            Wrapping.Request request;
            if (random.nextInt(6) == 0) {
                request = wrapping.message(lookAlikes.list(), random.nextInt(3));
                sent.add("list");
            } else if (random.nextInt(3) == 0 && !LookAlikes.needsName(first)) {
                request = wrapping.nameless(first.value(), random.nextInt(4));
                sent.add("a nameless " + first.name());
            } else {
                List<Leak.Field> fields = new ArrayList<>(List.of(first));
                for (int k = random.nextInt(3); k > 0; k--) {
                    Leak.Field more = lookAlikes.field();
                    if (fields.stream().noneMatch(f -> f.name().equals(more.name()))) {
                        fields.add(more);
                    }
                }
                request = wrapping.request(fields, random.nextInt(4));
                sent.add(fields.stream().map(Leak.Field::name).toList().toString());
            }
            exchanges.post(i * 0.1, "https://c.collector.example/u?" + request.query(), request.body());
        }
        this.lookAlikes += number;
        Set<Integer> flows = new HashSet<>();
        for (Exposure e : exchanges.analyze().exposures()) {
            flows.add(e.flow());
            alarms.merge(e.dataType() + " in " + sent.get(e.flow()) + " at " + e.path(), 1, Integer::sum);
        }
        alarmed += flows.size();
    }

    Score of(Leak.Manner manner) {
        return byManner.getOrDefault(manner, new Score());
    }

    Map<String, Score> byType() {
        return byType;
    }

    Map<String, Score> byForm() {
        return byForm;
    }

    Map<String, Score> byLayer() {
        return byLayer;
    }

    /** What was missed, in which layers, and how often. */
    Map<String, Integer> missed() {
        return missed;
    }

    /** What was told of requests that do not hold it. */
    Map<String, Integer> taken() {
        return taken;
    }

    Map<String, Integer> alarms() {
        return alarms;
    }

    int requests() {
        return requests;
    }

    int lookAlikes() {
        return lookAlikes;
    }

    /** How many requests and pages that hold nothing raised an alarm. */
    int alarmed() {
        return alarmed;
    }
}

package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the exposures of a session say together: how often a type went to a recipient, at which intervals, what went beside
 * it. Computed once, in order of time. One message that holds a type in several places sends it once.
 */
final class Recurrence {
    /** Of streams so much is looked at. */
    private static final Duration SPAN = Duration.ofMinutes(1);

    private static final Set<String> FRESH = Set.of("scene_enter", "user_refresh", "launch", "first_launch");

    private final Sending[] byIndex;
    /** By recipient, what was sent to it in the whole session. */
    private final Map<String, Set<String>> sentTo = new HashMap<>();

    private int[] sentByFlow = new int[1024];

    /**
     * One exposure among the others.
     *
     * @param series when its type went to its recipient in its direction
     * @param nth its place in the series, from 1
     * @param occasion the place of its occasion among those of the series, from 1
     * @param sinceFresh how many occasions, its own included, began since a scene was entered or refreshed
     * @param beside the other types of the same message
     * @param people different values of its type in the same message
     * @param repeated whether the same value had gone the same way before
     * @param sentBefore whether its type had been sent to its recipient before
     * @param inOtherScene whether its type had been sent to anyone before the present scene began
     */
    record Sending(
            Series series,
            int nth,
            int occasion,
            int sinceFresh,
            List<String> beside,
            int people,
            boolean repeated,
            boolean sentBefore,
            boolean inOtherScene) {

        /** How many of the series lie in the window that ends with this one. */
        int within(Duration window) {
            return series.times().within(window, nth);
        }

        /** How many occasions began in the window that ends with this one's. */
        int occasions(Duration window) {
            return series.occasions().within(window, occasion);
        }

        /**
         * How many times as often it was sent as this allows, up to and with this one; 0 if no more often.
         *
         * @param launched when the app was started last, if anybody saw it
         */
        double faster(Frequency allowed, Optional<Instant> launched) {
            if (allowed.perLaunch()) {
                return launched.map(at -> perLaunch(allowed, at)).orElse(0.0);
            }
            Duration interval = allowed.window().dividedBy(allowed.times());
            double ratio = interval.compareTo(series.rhythm().occasion()) <= 0
                    ? stream(allowed.window(), interval)
                    : occasional(allowed);
            return ratio > 1 ? ratio : 0;
        }

        /** One more than allowed may be the same tried again. */
        private double perLaunch(Frequency allowed, Instant launched) {
            int since = occasion - series.occasions().before(Instants.nanos(launched), occasion);
            return since > allowed.times() + 1 ? since / (double) allowed.times() : 0;
        }

        /** Of what comes as often as the requests of one page do, a page shows nothing: only many together tell. */
        private double stream(Duration window, Duration interval) {
            Duration span = window.compareTo(SPAN) < 0 ? SPAN : window;
            return within(span) / ((double) span.toMillis() / interval.toMillis());
        }

        private double occasional(Frequency allowed) {
            if (occasion <= allowed.times()) {
                return 0;
            }
            long taken = series.occasions().millisBetween(occasion - 1 - allowed.times(), occasion - 1);
            return allowed.window().toMillis() / Math.max(1.0, taken);
        }
    }

    /**
     * An exposure as it stands in its message.
     *
     * @param at nanoseconds since 1970
     * @param value stands for its value
     */
    private record Sent(int flow, long at, long value, Series series, List<String> beside, int people) {}

    Recurrence(Docket docket, SessionFacts session, Rhythm rhythm) {
        Map<Series.Way, Series> ways = new HashMap<>();
        List<Sent> sent = new ArrayList<>(docket.exposures().size());
        List<Case> exchange = new ArrayList<>();
        docket.forEachExposure(c -> {
            if (!exchange.isEmpty() && exchange.get(0).flow() != c.flow()) {
                send(exchange, ways, sent, rhythm);
            }
            exchange.add(c);
            if (c.exposure().direction() == Direction.REQUEST
                    && !session.types().isBaseline(type(c))) {
                count(c.flow());
            }
        });
        send(exchange, ways, sent, rhythm);
        ways.keySet().stream()
                .filter(way -> way.direction() == Direction.REQUEST)
                .forEach(way -> sentTo.computeIfAbsent(way.recipient(), k -> new TreeSet<>())
                        .add(way.type()));
        byIndex = inOrder(sent, ways, session.timeline());
    }

    private void count(int flow) {
        if (flow >= sentByFlow.length) {
            sentByFlow = Arrays.copyOf(sentByFlow, Math.max(flow + 1, sentByFlow.length * 2));
        }
        sentByFlow[flow]++;
    }

    /** Takes the exposures of one exchange, message by message. */
    private static void send(List<Case> exchange, Map<Series.Way, Series> ways, List<Sent> sent, Rhythm rhythm) {
        Map<Letter, Map<String, Set<String>>> letters = new HashMap<>();
        for (Case c : exchange) {
            letters.computeIfAbsent(Letter.of(c), k -> new TreeMap<>())
                    .computeIfAbsent(type(c), k -> new HashSet<>())
                    .add(c.exposure().digest());
        }
        for (Case c : exchange) {
            String type = type(c);
            Map<String, Set<String>> letter = letters.getOrDefault(Letter.of(c), Map.of());
            Series.Way way = new Series.Way(
                    type, c.attributed().recipient().id(), c.exposure().direction());
            sent.add(new Sent(
                    c.flow(),
                    Instants.nanos(c.at()),
                    hash(c.exposure().digest()),
                    ways.computeIfAbsent(way, w -> new Series(w, rhythm)),
                    letter.keySet().stream().filter(t -> !t.equals(type)).toList(),
                    letter.getOrDefault(type, Set.of()).size()));
        }
        exchange.clear();
    }

    private record Letter(Direction direction, Instant at) {
        static Letter of(Case c) {
            return new Letter(c.exposure().direction(), c.at());
        }
    }

    private static Sending[] inOrder(List<Sent> sent, Map<Series.Way, Series> ways, Timeline timeline) {
        Sending[] byIndex = new Sending[sent.size()];
        Map<String, Long> firstSent = new HashMap<>();
        IntStream.range(0, byIndex.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> sent.get(i).at()))
                .forEach(i -> {
                    Sent s = sent.get(i);
                    Series.Way way = s.series().way();
                    int place = s.series().place(s.flow(), s.at());
                    int occasion = s.series().occasions().size();
                    Series requests = ways.get(new Series.Way(way.type(), way.recipient(), Direction.REQUEST));
                    Instant at = Instants.instant(s.at());
                    int stale = timeline.latest(FRESH, at)
                            .map(fresh -> s.series().occasions().before(Instants.nanos(fresh), occasion))
                            .orElse(0);
                    Long first = firstSent.get(way.type());
                    byIndex[i] = new Sending(
                            s.series(),
                            place,
                            occasion,
                            occasion - stale,
                            s.beside(),
                            s.people(),
                            s.series().repeats(s.value()),
                            requests != null
                                    && requests.size() > 0
                                    && requests.times().get(0) < s.at(),
                            first != null
                                    && timeline.latest(Set.of("scene_enter"), at)
                                            .filter(scene -> first < Instants.nanos(scene))
                                            .isPresent());
                    if (way.direction() == Direction.REQUEST) {
                        firstSent.putIfAbsent(way.type(), s.at());
                    }
                });
        return byIndex;
    }

    private static long hash(String digest) {
        long hash = 0;
        for (int i = 0; i < digest.length(); i++) {
            hash = hash * 0x100000001b3L ^ digest.charAt(i);
        }
        return hash;
    }

    private static String type(Case c) {
        return c.exposure().dataType();
    }

    Sending of(int index) {
        return byIndex[index];
    }

    /** What else a recipient was sent, in whichever message. */
    List<String> sentTo(String recipient, String besides) {
        return sentTo.getOrDefault(recipient, Set.of()).stream()
                .filter(type -> !type.equals(besides))
                .toList();
    }

    /** How many pieces of data an exchange sent, the baseline of every connection aside. */
    int sentBy(int flow) {
        return flow >= 0 && flow < sentByFlow.length ? sentByFlow[flow] : 0;
    }
}

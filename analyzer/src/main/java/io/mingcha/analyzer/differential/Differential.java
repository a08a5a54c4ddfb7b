package io.mingcha.analyzer.differential;

import io.mingcha.analyzer.Entropy;
import io.mingcha.analyzer.differential.Varying.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two personas side by side, each in one run of the same plan or in two: a field follows the persona if it holds the same in
 * the runs of one and another in those of the other.
 *
 * @param types the data types whose known values differ between the personas
 * @param repeated whether each persona was run twice; without, chance is not removed
 * @param compared fields that every run sent
 */
public record Differential(List<String> types, boolean repeated, int compared, List<Varying> varying) {
    /** One in a million: from here on agreement is not put down to chance. */
    private static final double ENOUGH_BITS = 20;

    public Differential {
        types = List.copyOf(types);
        varying = List.copyOf(varying);
    }

    /** Each persona once. */
    public static Differential of(Run first, Run second) {
        return of(List.of(first), List.of(second));
    }

    /** Each persona twice. */
    public static Differential of(Run first, Run second, Run firstAgain, Run secondAgain) {
        return of(List.of(first, firstAgain), List.of(second, secondAgain));
    }

    private static Differential of(List<Run> first, List<Run> second) {
        List<Run> all = new ArrayList<>(first);
        all.addAll(second);
        Set<Field> fields = new HashSet<>(all.get(0).fields());
        all.forEach(run -> fields.retainAll(run.fields()));
        Map<Field, Varying> found = new HashMap<>();
        for (Field field : fields) {
            varying(field, first, second).ifPresent(v -> found.put(field, v));
        }
        List<Varying> varying = found.entrySet().stream()
                // what is told of a part need not be told of the whole
                .filter(e -> found.keySet().stream().noneMatch(e.getKey()::holds))
                .map(Map.Entry::getValue)
                .sorted(Comparator.<Varying, Verdict>comparing(Varying::verdict)
                        .thenComparing(v -> v.field().host())
                        .thenComparing(v -> v.field().path())
                        .thenComparing(v -> v.field().method())
                        .thenComparing(v -> v.field().at()))
                .toList();
        return new Differential(types(first.get(0), second.get(0)), first.size() > 1, fields.size(), varying);
    }

    /** Whether anything follows the persona that detection does not explain. */
    public boolean isAnythingUnexplained() {
        return varying.stream().anyMatch(v -> v.verdict() != Verdict.EXPLAINED);
    }

    private static List<String> types(Run first, Run second) {
        Set<String> types = new TreeSet<>(first.known().keySet());
        types.addAll(second.known().keySet());
        types.removeIf(type -> Set.copyOf(first.known().getOrDefault(type, List.of()))
                .equals(Set.copyOf(second.known().getOrDefault(type, List.of()))));
        return List.copyOf(types);
    }

    private static Optional<Varying> varying(Field field, List<Run> first, List<Run> second) {
        Held one = Held.of(field, first);
        Held other = Held.of(field, second);
        if (!one.steady() || !other.steady()) {
            return Optional.empty();
        }
        List<Integer> places = differing(one.values(), other.values());
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String a = one.values().get(places.get(0));
        String b = other.values().get(places.get(0));
        if (RunTime.isOf(first.get(0), a) && RunTime.isOf(second.get(0), b)) {
            return Optional.empty();
        }
        Set<String> explained = new LinkedHashSet<>(one.types());
        explained.retainAll(other.types());
        boolean repeated = first.size() > 1;
        double bits = repeated ? one.bits(places) + other.bits(places) : 0;
        Verdict verdict =
                !explained.isEmpty() ? Verdict.EXPLAINED : bits >= ENOUGH_BITS ? Verdict.CONVICTED : Verdict.SUSPECTED;
        return Optional.of(new Varying(
                one.shown(),
                verdict,
                explained,
                one.observations() + other.observations(),
                repeated ? 2 * places.size() : 0,
                a.length(),
                Entropy.bits(a),
                bits,
                first.get(0).at(field).get(places.get(0)).written(),
                second.get(0).at(field).get(places.get(0)).written()));
    }

    /** Where each persona holds something that the other has nowhere: lists may stand in another order. */
    private static List<Integer> differing(List<String> one, List<String> other) {
        Set<String> ones = new HashSet<>(one);
        Set<String> others = new HashSet<>(other);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!others.contains(one.get(i)) && !ones.contains(other.get(i))) {
                places.add(i);
            }
        }
        return places;
    }

    /**
     * What a field held in the runs of one persona.
     *
     * @param values that its runs agree in, in order
     * @param steady whether the runs agree, or the only run held the same at least twice
     */
    private record Held(List<String> values, boolean steady, int observations, Set<String> types, Field shown) {

        static Held of(Field field, List<Run> runs) {
            List<Seen> all =
                    runs.stream().flatMap(run -> run.at(field).stream()).toList();
            Set<String> types = new LinkedHashSet<>();
            all.forEach(seen -> types.addAll(seen.types()));
            Field shown = all.get(0).shown();
            List<String> values = runs.size() > 1
                    ? agreed(runs.get(0).at(field), runs.get(1).at(field))
                    : all.stream().map(Seen::value).toList();
            boolean steady =
                    runs.size() > 1 ? !values.isEmpty() : values.size() >= 2 && new HashSet<>(values).size() == 1;
            return new Held(values, steady, all.size(), types, shown);
        }

        /** The values in order, as far as both runs went; empty where they do not agree. */
        private static List<String> agreed(List<Seen> first, List<Seen> again) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < Math.min(first.size(), again.size()); i++) {
                if (!first.get(i).value().equals(again.get(i).value())) {
                    return List.of();
                }
                values.add(first.get(i).value());
            }
            return values;
        }

        /** Of what a value made anew in each run had to hit; the same value again adds nothing. */
        double bits(List<Integer> places) {
            return places.stream()
                    .map(values::get)
                    .distinct()
                    .mapToDouble(v -> v.length() * Entropy.bits(v))
                    .sum();
        }
    }
}

package io.mingcha.sessions.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Versions of a system: {@code >= 10}, {@code >= 10, < 14}, or {@code 13} for it and whatever is behind its dots. */
record Releases(List<Bound> bounds) {
    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<|=)?\\s*(\\d{1,9}(?:\\.\\d{1,9})*)");

    Releases {
        bounds = List.copyOf(bounds);
    }

    /** One limit. */
    record Bound(String relation, List<Integer> version) {

        /** Compares only as far as the limit is written: 13.1 is neither above nor below 13. */
        boolean admits(List<Integer> other) {
            int order = IntStream.range(0, version.size())
                    .map(i -> Integer.compare(i < other.size() ? other.get(i) : 0, version.get(i)))
                    .filter(o -> o != 0)
                    .findFirst()
                    .orElse(0);
            return switch (relation) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
        }

        @Override
        public String toString() {
            return (relation + " " + version.stream().map(String::valueOf).collect(Collectors.joining("."))).strip();
        }
    }

    /** Absent if it is not written like that. */
    static Optional<Releases> parse(String text) {
        List<Bound> bounds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher bound = BOUND.matcher(part.strip());
            if (!bound.matches()) {
                return Optional.empty();
            }
            bounds.add(new Bound(bound.group(1) == null ? "" : bound.group(1), numbers(bound.group(2))));
        }
        return Optional.of(new Releases(bounds));
    }

    /** Whether a version such as {@code 13} or {@code 8.1.0} is one of them. */
    boolean contain(String version) {
        Matcher plain = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*").matcher(version);
        return plain.lookingAt() && bounds.stream().allMatch(b -> b.admits(numbers(plain.group())));
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .map(Integer::valueOf)
                .toList();
    }

    @Override
    public String toString() {
        return bounds.stream().map(Bound::toString).collect(Collectors.joining(", "));
    }
}

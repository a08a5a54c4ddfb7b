package io.mingcha.analyzer.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a name says by the first letters of its syllables, if what stands before is whose it is, whoever that may be: {@code swrlxdh} is
 * the telephone of {@code swr}.
 */
final class OwnersByLetters {
    private static final int SHORTEST_OWNER = 2;
    private static final int LONGEST_OWNER = 5;
    static final int LONGEST = 16;

    private final Map<String, List<FieldRule>> byHead = new HashMap<>();

    OwnersByLetters(List<FieldRule> rules) {
        for (FieldRule rule : rules) {
            rule.initials()
                    .forEach(head -> byHead.computeIfAbsent(head, k -> new ArrayList<>(1))
                            .add(rule));
        }
    }

    List<Owned> read(String name) {
        String whole = NameWords.normal(name);
        if (whole.length() > LONGEST || !isOfLetters(whole)) {
            return List.of();
        }
        List<Owned> all = new ArrayList<>(0);
        for (int end = SHORTEST_OWNER; end <= LONGEST_OWNER && end < whole.length(); end++) {
            String owner = whole.substring(0, end);
            byHead.getOrDefault(whole.substring(end), List.of()).forEach(rule -> all.add(new Owned(owner, rule)));
        }
        return List.copyOf(all);
    }

    private static boolean isOfLetters(String whole) {
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) < 'a' || whole.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}

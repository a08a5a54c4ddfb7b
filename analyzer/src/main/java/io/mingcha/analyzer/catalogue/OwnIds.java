package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.List;
import java.util.Set;

/**
 * What a maker calls its own ids of a telephone: {@code localId}, {@code xyuuid}.
 *
 * @param beside so many identifiers of the telephone must stand beside it
 * @param ends last words of such names
 * @param runTogether the same of names that are written as one word
 * @param notOf words that make it another thing's
 */
record OwnIds(int beside, Set<String> ends, Set<String> runTogether, Set<String> notOf) {
    private static final int USUAL = 2;

    OwnIds {
        ends = Set.copyOf(ends);
        runTogether = Set.copyOf(runTogether);
        notOf = Set.copyOf(notOf);
    }

    static OwnIds of(Setting root) {
        root.allow("beside", "ends", "run_together", "not_of");
        return new OwnIds(
                (int) root.get("beside").integer(1, 8).orElse(USUAL),
                FieldsFile.names(root.get("ends")),
                FieldsFile.names(root.get("run_together")),
                FieldsFile.names(root.get("not_of")));
    }

    boolean isOne(String name) {
        if (name.isEmpty() || name.length() > NameWords.LONGEST || NameWords.holdsOneOf(name, notOf)) {
            return false;
        }
        List<String> words = NameWords.words(name);
        String last = words.get(words.size() - 1);
        return words.size() > 1 && ends.contains(last)
                || runTogether.stream().anyMatch(end -> last.endsWith(end) && isNobodyElses(last, end));
    }

    private boolean isNobodyElses(String word, String end) {
        String before = word.substring(0, word.length() - end.length());
        return notOf.stream().noneMatch(before::endsWith);
    }
}

package io.mingcha.cli;

import io.mingcha.analyzer.policy.Draft;
import java.util.Set;
import java.util.TreeSet;

/** The rows of a draft as the files beside policies have them: a type and who gets it, {@code -} if nobody is named. */
final class DraftRows {
    private DraftRows() {}

    static Set<String> of(Draft draft) {
        Set<String> rows = new TreeSet<>();
        for (Draft.Row row : draft.rows()) {
            if (row.receivers().isEmpty()) {
                rows.add(row.type() + " -");
            }
            row.receivers().forEach(r -> rows.add(row.type() + " " + r.names().get(0)));
        }
        return rows;
    }
}

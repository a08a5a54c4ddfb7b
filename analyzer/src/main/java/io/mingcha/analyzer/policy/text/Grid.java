package io.mingcha.analyzer.policy.text;

import java.util.List;
import org.jsoup.nodes.Element;

/** Tables that are built of other elements than those of tables: children that all hold as many of a kind, headed by short words. */
final class Grid {
    private static final int COLUMNS = 3;
    private static final int ROWS = 3;
    private static final int LONGEST_HEADING = 20;

    private Grid() {}

    /** Its rows, each an element whose children are the cells; empty if it is none. */
    static List<Element> rows(Element element) {
        List<Element> rows = element.children();
        if (rows.size() < ROWS
                || rows.get(0).childrenSize() < COLUMNS
                || element.ownText().length() > 0) {
            return List.of();
        }
        Element head = rows.get(0);
        boolean headed = head.children().stream()
                        .map(Element::text)
                        .filter(t -> !t.isEmpty() && t.length() <= LONGEST_HEADING)
                        .distinct()
                        .count()
                == head.childrenSize();
        return headed && rows.stream().allMatch(row -> isLike(head, row)) ? rows : List.of();
    }

    private static boolean isLike(Element head, Element row) {
        return row.normalName().equals(head.normalName())
                && row.childrenSize() == head.childrenSize()
                && row.ownText().isEmpty()
                && row.children().stream().noneMatch(c -> c.normalName().equals("br"));
    }
}

package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.decode.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rows of cells that nothing names: arrays in an array, texts in an array, or one text that is parted twice; also objects, whose names
 * may say nothing.
 */
final class PlainRows {
    private static final int FEWEST = 2;
    private static final int MOST_CELLS = 16;
    private static final int SHORTEST_TEXT = 24;
    private static final int SHORTEST_ITEM = 10;
    private static final int LONGEST_ROW = 600;
    private static final int FEWEST_DIGITS = 12;
    /** What rows are parted by, what of these a text has decides; a sign that parts cells stands for none of them. */
    private static final List<String> BETWEEN_ROWS = List.of("\n", "||", ";", "|", "#", ",", " ");

    private static final String BETWEEN_CELLS = ",\t|;&#_ =/:";

    private PlainRows() {}

    /** The rows of a node if it has any, and if one of the first two is like this. */
    static List<List<String>> of(Node node, Predicate<List<String>> like) {
        return switch (node.kind()) {
            case ARRAY -> ofArray(node.children(), like);
            case TEXT -> node.isOpened() ? List.of() : ofText(node, like);
            default -> List.of();
        };
    }

    private static List<List<String>> ofArray(List<Node> items, Predicate<List<String>> like) {
        if (items.size() < FEWEST) {
            return List.of();
        }
        Node first = items.get(0);
        if (first.kind() == Node.Kind.ARRAY || first.kind() == Node.Kind.OBJECT) {
            return isLike(cells(first), cells(items.get(1)), like)
                    ? items.stream().map(PlainRows::cells).toList()
                    : List.of();
        }
        if (first.kind() != Node.Kind.TEXT || first.text().length() < SHORTEST_ITEM) {
            return List.of();
        }
        for (int i = 0; i < BETWEEN_CELLS.length(); i++) {
            char between = BETWEEN_CELLS.charAt(i);
            if (first.text().indexOf(between) >= 0
                    && isLike(cells(first.text(), between), cells(items.get(1).text(), between), like)) {
                return items.stream().map(item -> cells(item.text(), between)).toList();
            }
        }
        return List.of();
    }

    private static List<String> cells(Node row) {
        List<Node> cells = switch (row.kind()) {
            case ARRAY -> row.children();
            case OBJECT -> row.members();
            default -> List.of();
        };
        boolean plain = cells.size() <= MOST_CELLS && cells.stream().allMatch(c -> c.kind() == Node.Kind.TEXT);
        return plain ? cells.stream().map(c -> c.text().strip()).toList() : List.of();
    }

    private static List<List<String>> ofText(Node leaf, Predicate<List<String>> like) {
        String text = leaf.text();
        if (text.length() < SHORTEST_TEXT || leaf.letters().digits() < FEWEST_DIGITS) {
            return List.of();
        }
        for (String rows : BETWEEN_ROWS) {
            int end = text.indexOf(rows);
            if (end < 3 || end > LONGEST_ROW) {
                continue;
            }
            int next = text.indexOf(rows, end + rows.length());
            String first = text.substring(0, end);
            String second = text.substring(end + rows.length(), next < 0 ? text.length() : next);
            if (second.length() > LONGEST_ROW) {
                continue;
            }
            Optional<Character> between = between(first, second, rows, like);
            if (between.isPresent()) {
                return split(text, rows, between.get());
            }
        }
        return List.of();
    }

    private static Optional<Character> between(String first, String second, String rows, Predicate<List<String>> like) {
        for (int i = 0; i < BETWEEN_CELLS.length(); i++) {
            char between = BETWEEN_CELLS.charAt(i);
            if (first.indexOf(between) >= 0
                    && (rows.length() > 1 || rows.charAt(0) != between)
                    && isLike(cells(first, between), cells(second, between), like)) {
                return Optional.of(between);
            }
        }
        return Optional.empty();
    }

    /** The first row may be a heading, or wanting in something. */
    private static boolean isLike(List<String> first, List<String> second, Predicate<List<String>> like) {
        return first.size() >= 2 && like.test(first) || second.size() >= 2 && like.test(second);
    }

    private static List<List<String>> split(String text, String rows, char between) {
        List<List<String>> all = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(rows, at);
            end = end < 0 ? text.length() : end;
            if (end - at > 2) {
                all.add(cells(text.substring(at, end), between));
            }
            at = end + rows.length();
        }
        return all;
    }

    private static List<String> cells(String row, char between) {
        if (row.length() > LONGEST_ROW) {
            return List.of();
        }
        List<String> cells = new ArrayList<>(6);
        int at = 0;
        while (at <= row.length() && cells.size() <= MOST_CELLS) {
            int end = row.indexOf(between, at);
            end = end < 0 ? row.length() : end;
            cells.add(bare(row, at, end));
            at = end + 1;
        }
        return cells;
    }

    /** Without the brackets and quotes that stand around it. */
    private static String bare(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '[' || c == ']' || c == '(' || c == ')' || c == '{'
                || c == '}';
    }

    /** Whether one column of the rows never falls, or never rises, and does not stand still. */
    static boolean isOrdered(List<List<String>> rows, int column) {
        boolean rises = true;
        boolean falls = true;
        Iterator<List<String>> all = rows.iterator();
        String last = all.next().get(column);
        String first = last;
        while (all.hasNext()) {
            String next = all.next().get(column);
            int compared = last.length() == next.length()
                    ? last.compareTo(next)
                    : Integer.compare(last.length(), next.length());
            rises &= compared <= 0;
            falls &= compared >= 0;
            last = next;
        }
        return (rises || falls) && !last.equals(first);
    }
}

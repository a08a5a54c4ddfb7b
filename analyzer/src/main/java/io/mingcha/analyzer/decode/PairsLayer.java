package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;

/**
 * Reads text that is nothing but names and values: {@code phone=13…;oaid=…}, {@code a:1|b:2}, {@code a=1##b=2}, {@code a=1^b=2}, a pair a line. All names
 * are parted from their values by one sign, and all pairs from each other by another; by a tab only where each has a line of its own.
 */
final class PairsLayer {
    private static final int SHORTEST = 9;
    private static final int LONGEST = 64 << 10;
    private static final int LONGEST_NAME = 40;
    private static final int FEWEST = 2;
    private static final String BETWEEN_PAIRS = ";\n|,#^";
    private static final char TAB = '\t';
    /** Fewer lines of two cells may be a table. */
    private static final int FEWEST_LINES = 8;

    private PairsLayer() {}

    /** Whether a text that may be a table of two columns is names and values, a pair a line with a tab between. */
    static boolean isOfLines(String text) {
        int name = text.length() < SHORTEST || text.length() > LONGEST ? -1 : nameEnd(text, 0);
        return name > 0 && text.charAt(name) == TAB && areAllPairs(text, '\n', TAB);
    }

    /** Whether a text is names and values and nothing else. */
    static boolean isOne(String text) {
        return between(text) != 0;
    }

    /** Adds the values below the node; false, and nothing added, if the text is anything else. */
    static boolean open(Node node, String text, Opening opening, TextLayers inner, int depth) {
        char between = between(text);
        if (between != 0) {
            pairs(node, text, between, text.charAt(nameEnd(text, 0)), opening, inner, depth);
        }
        return between != 0;
    }

    /** The sign between the pairs; none if it is no such text. */
    private static char between(String text) {
        int name = text.length() < SHORTEST || text.length() > LONGEST ? 0 : nameEnd(text, 0);
        for (int i = 0; name > 0 && i < BETWEEN_PAIRS.length(); i++) {
            char between = BETWEEN_PAIRS.charAt(i);
            if (text.indexOf(between, name) > 0 && areAllPairs(text, between, text.charAt(name))) {
                return between;
            }
        }
        return 0;
    }

    /** Where the name that begins here ends, before an equals sign, a colon or a tab; negative if none does. */
    private static int nameEnd(String text, int from) {
        int at = from;
        int end = Math.min(text.length(), from + LONGEST_NAME);
        while (at < end && isOfName(text.charAt(at), at == from)) {
            at++;
        }
        boolean name = at > from
                && at < text.length()
                && (text.charAt(at) == '=' || text.charAt(at) == ':' || text.charAt(at) == TAB);
        return name ? at : -1;
    }

    private static boolean isOfName(char c, boolean first) {
        return Character.isLetter(c) || c == '_' || !first && (Character.isDigit(c) || c == '.' || c == '-');
    }

    /** People who are called by their numbers, versions by their apps and bytes by those before them are no names and values. */
    private static boolean areAllPairs(String text, char between, char is) {
        if (is == TAB && between != '\n') {
            return false;
        }
        int pairs = 0;
        boolean ascii = true;
        int numbers = 0;
        boolean small = true;
        for (int at = begin(text, 0, between); at < text.length(); ) {
            int name = nameEnd(text, at);
            if (name < 0 || text.charAt(name) != is || is == ':' && isOther(text, at, name)) {
                return false;
            }
            pairs++;
            ascii &= text.charAt(at) < 0x80;
            boolean number = name + 1 < text.length() && Character.isDigit(text.charAt(name + 1));
            numbers += number ? 1 : 0;
            small &= Character.isLowerCase(text.charAt(at));
            int end = text.indexOf(between, name);
            at = begin(text, end < 0 ? text.length() : end + 1, between);
        }
        // in a table the cells of a column are of one kind, and what it is about is mostly written with a capital
        return is == TAB
                ? pairs >= FEWEST_LINES && small && Math.min(numbers, pairs - numbers) >= FEWEST
                : pairs >= FEWEST && (ascii || numbers < pairs);
    }

    /** A package, or a byte in hex. */
    private static boolean isOther(String text, int from, int to) {
        boolean hex = to - from <= 2
                && Character.digit(text.charAt(from), 16) >= 0
                && Character.digit(text.charAt(to - 1), 16) >= 0;
        int point = text.indexOf('.', from);
        return hex || point > 0 && point < to;
    }

    /** Passes over what may stand before a pair. */
    private static int begin(String text, int from, char between) {
        int at = from;
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == between)) {
            at++;
        }
        return at;
    }

    private static void pairs(
            Node node, String text, char between, char is, Opening opening, TextLayers inner, int depth) {
        node.opened();
        Node list = node.layer("pairs", Node.Kind.OBJECT);
        boolean exact = node.isVerbatim() && node.length() == utf8(text, 0, text.length());
        int counted = 0;
        int bytes = node.offset();
        for (int at = begin(text, 0, between); at < text.length() && opening.node(list); ) {
            int equals = text.indexOf(is, at);
            int end = text.indexOf(between, equals);
            end = end < 0 ? text.length() : end;
            String name = text.substring(at, equals);
            int start = Math.min(begin(text, equals + 1, between), end);
            String value = text.substring(start, end).stripTrailing();
            Node leaf = list.member(":" + name, name, Node.Kind.TEXT).text(value, exact);
            if (exact) {
                bytes += utf8(text, counted, start);
                counted = start;
                leaf.span(bytes, utf8(value, 0, value.length()));
            }
            inner.leaf(leaf, value, depth + 1);
            at = begin(text, end, between);
        }
    }

    private static int utf8(String text, int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }
}

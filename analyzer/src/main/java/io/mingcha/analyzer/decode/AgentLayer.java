package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what apps put into their agent: {@code android;11.2;model/Mi 10;oaid/7c…;osVer/29}. A slash parts names from values and a
 * semicolon one pair from the next; what has no name between them is a value of its own.
 */
final class AgentLayer {
    private static final int SHORTEST = 40;
    private static final int LONGEST = 4096;
    private static final int LONGEST_NAME = 40;
    /** Fewer may be kinds of media, or what a browser says of itself. */
    private static final int FEWEST = 6;

    private AgentLayer() {}

    static boolean open(Node node, String text, Opening opening, TextLayers inner, int depth) {
        if (text.length() < SHORTEST || text.length() > LONGEST || !isOne(text)) {
            return false;
        }
        node.opened();
        Node list = node.layer("agent", Node.Kind.OBJECT);
        boolean exact = node.isVerbatim() && node.length() == utf8(text, 0, text.length());
        int counted = 0;
        int bytes = node.offset();
        for (int at = 0, part = 0; at < text.length() && opening.node(list); part++) {
            int end = end(text, at);
            int name = nameEnd(text, at, end);
            int start = name < 0 ? at : name + 1;
            if (start < end) {
                String key = name < 0 ? "" : text.substring(at, name);
                String value = text.substring(start, end);
                Node leaf = list.member(name < 0 ? "[" + part + "]" : ":" + key, key, Node.Kind.TEXT)
                        .text(value, exact);
                if (exact) {
                    bytes += utf8(text, counted, start);
                    counted = start;
                    leaf.span(bytes, utf8(value, 0, value.length()));
                }
                inner.leaf(leaf, value, depth + 1);
            }
            at = end + 1;
        }
        return true;
    }

    /** Whether every other part has a name, and enough of these differ. */
    private static boolean isOne(String text) {
        int first = text.indexOf(';');
        if (first < 0 || text.indexOf('/', first) < 0 || text.indexOf('\n') >= 0) {
            return false;
        }
        Set<String> names = new HashSet<>();
        int parts = 0;
        int named = 0;
        for (int at = 0; at < text.length(); parts++) {
            int end = end(text, at);
            int name = nameEnd(text, at, end);
            if (name > 0) {
                names.add(text.substring(at, name));
                named++;
            }
            at = end + 1;
        }
        return names.size() >= FEWEST && named * 2 >= parts;
    }

    private static int end(String text, int from) {
        int end = text.indexOf(';', from);
        return end < 0 ? text.length() : end;
    }

    /** Where the name that begins here ends, before a slash; negative if none does. */
    private static int nameEnd(String text, int from, int end) {
        int at = from;
        while (at < end && at - from < LONGEST_NAME && isOfName(text.charAt(at), at == from)) {
            at++;
        }
        return at > from && at < end && text.charAt(at) == '/' ? at : -1;
    }

    private static boolean isOfName(char c, boolean first) {
        return c < 0x80 && (Character.isLetter(c) || !first && (Character.isDigit(c) || c == '_'));
    }

    private static int utf8(String text, int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }
}

package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads XML as far as values matter: element text, attributes, CDATA. Declarations, entities beyond the five and doctypes
 * are passed over, so nothing is ever fetched or expanded.
 */
final class XmlLayer {
    /** What a piece of HTML opens only (WHATWG HTML §13.1.2); in XML such a name is closed as any other. */
    private static final Set<String> NEVER_CLOSED = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private final Slice s;
    private final byte[] b;
    private final Opening opening;
    private final TextLayers inner;
    private final int depth;
    /** The names of the open elements, as they are written. */
    private final Deque<String> elements = new ArrayDeque<>();

    private XmlLayer(Slice s, Opening opening, TextLayers inner, int depth) {
        this.s = s;
        this.b = s.bytes();
        this.opening = opening;
        this.inner = inner;
        this.depth = depth;
    }

    /** Adds what can be read; false, and nothing added, if the text does not begin like XML. */
    static boolean open(Node at, Slice s, Opening opening, TextLayers inner, int depth) {
        if (s.length() < 7 || !beginsLikeXml(s)) {
            return false;
        }
        new XmlLayer(s, opening, inner, depth).read(at.layer("xml ", Node.Kind.OBJECT));
        return true;
    }

    private static boolean beginsLikeXml(Slice s) {
        int i = s.from() + 1;
        byte c = s.bytes()[i];
        if (c == '?') {
            return s.text(s.from(), Math.min(s.to(), s.from() + 5)).equals("<?xml");
        }
        if (!isName(c) || !beginsWithATag(s)) {
            return false;
        }
        String head = s.text(s.from(), Math.min(s.to(), s.from() + 7)).toLowerCase(Locale.ROOT);
        if (HtmlLayer.looksLike(s) || head.startsWith("<script")) {
            return false;
        }
        for (int j = s.to() - 1; j > i; j--) {
            if (s.bytes()[j] == '>') {
                return true;
            }
        }
        return false;
    }

    /** Not an address in brackets, as in {@code Link: <https://…>; rel=preload} or before a mail box. */
    private static boolean beginsWithATag(Slice s) {
        int i = s.from() + 1;
        while (i < s.to() && isName(s.bytes()[i])) {
            i++;
        }
        if (i >= s.to()) {
            return false;
        }
        byte end = s.bytes()[i];
        boolean closed = end == '/' && i + 1 < s.to() && s.bytes()[i + 1] == '>';
        return closed || end == '>' || Slice.isSpace(end);
    }

    private void read(Node root) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        elements.push("");
        int i = s.from();
        while (i < s.to() && !opening.exhausted()) {
            if (b[i] != '<') {
                int end = i;
                while (end < s.to() && b[end] != '<') {
                    end++;
                }
                content(open.getFirst(), i, end, true);
                i = end;
            } else if (starts(i, "<!--")) {
                i = after(i, "-->");
            } else if (starts(i, "<![CDATA[")) {
                int end = after(i, "]]>");
                content(open.getFirst(), i + 9, Math.max(i + 9, end - 3), false);
                i = end;
            } else if (starts(i, "<?") || starts(i, "<!")) {
                i = after(i, ">");
            } else if (starts(i, "</")) {
                close(open, i + 2);
                i = after(i, ">");
            } else {
                i = element(open, i);
            }
        }
        long left = elements.stream()
                .filter(e -> !e.isEmpty() && !NEVER_CLOSED.contains(e.toLowerCase(Locale.ROOT)))
                .count();
        if (left > 0) {
            opening.stop(root, Text.of("xml 不完整：" + left + " 个元素未关闭", "xml broken: " + left + " elements not closed"));
        }
    }

    /** Closes the element of this name and what a piece of a page left open in it; nothing, if none is open. */
    private void close(Deque<Node> open, int nameStart) {
        int i = nameStart;
        while (i < s.to() && isName(b[i])) {
            i++;
        }
        String name = s.text(nameStart, i);
        if (name.isEmpty() || !elements.contains(name)) {
            return;
        }
        do {
            open.pop().readAsEntry();
        } while (!elements.pop().equals(name));
    }

    private int element(Deque<Node> open, int start) {
        int i = start + 1;
        int nameStart = i;
        while (i < s.to() && isName(b[i])) {
            i++;
        }
        if (i == nameStart) {
            return start + 1;
        }
        String name = s.text(nameStart, i);
        String called = nameOf(open.getFirst()).orElse(name);
        Node node = open.getFirst().member("/" + called, called, Node.Kind.OBJECT);
        opening.node(node);
        while (i < s.to() && b[i] != '>') {
            if (isName(b[i])) {
                i = attribute(node, i);
            } else {
                i++;
            }
        }
        node.readAsEntry();
        boolean empty = i > start && i < s.to() && b[i - 1] == '/';
        if (!empty) {
            if (open.size() >= opening.limits.nesting()) {
                opening.limit(node, opening.limits.nestedTooDeep());
                return s.to();
            }
            open.push(node);
            elements.push(name);
        }
        return i + 1;
    }

    /** In a property list a value is named by the {@code <key>} before it. */
    private Optional<String> nameOf(Node container) {
        List<Node> before = container.children();
        if (before.isEmpty() || !elements.getFirst().equals("dict")) {
            return Optional.empty();
        }
        Node last = before.get(before.size() - 1);
        return last.key().equals("key") && !last.text().isEmpty() ? Optional.of(last.text()) : Optional.empty();
    }

    private int attribute(Node node, int start) {
        int i = start;
        while (i < s.to() && isName(b[i])) {
            i++;
        }
        String name = s.text(start, i);
        while (i < s.to() && (Slice.isSpace(b[i]) || b[i] == '=')) {
            i++;
        }
        if (i >= s.to() || b[i] != '"' && b[i] != '\'') {
            return Math.max(i, start + 1);
        }
        byte quote = b[i];
        int valueStart = ++i;
        while (i < s.to() && b[i] != quote) {
            i++;
        }
        Node leaf = node.member("@" + name, name, Node.Kind.TEXT);
        value(leaf, valueStart, i, true);
        return i + 1;
    }

    private void content(Node node, int start, int end, boolean entities) {
        int from = start;
        int to = end;
        while (from < to && Slice.isSpace(b[from])) {
            from++;
        }
        while (to > from && Slice.isSpace(b[to - 1])) {
            to--;
        }
        if (to > from) {
            // An element that holds one text is itself the value, so that its neighbours stand beside it.
            boolean only = node.children().isEmpty()
                    && node.text().isEmpty()
                    && !node.key().isEmpty();
            if (only) {
                value(node.kind(Node.Kind.TEXT), from, to, entities);
                return;
            }
            Optional<String> named = node.entryName();
            Node text = node.member("", named.orElse(node.key()), Node.Kind.TEXT);
            named.ifPresent(n -> text.isEntryOf(node));
            value(text, from, to, entities);
        }
    }

    private void value(Node leaf, int start, int end, boolean entities) {
        String raw = s.text(start, end);
        String value = entities && raw.indexOf('&') >= 0 ? unescape(raw) : raw;
        leaf.text(value, s.isRecorded() && value.equals(raw));
        s.place(leaf, start, end);
        inner.leaf(leaf, value, depth);
    }

    static String unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int end =
                    c == '&' ? raw.substring(i, Math.min(raw.length(), i + 11)).indexOf(';') : -1;
            if (end < 0) {
                out.append(c);
                continue;
            }
            end += i;
            String name = raw.substring(i + 1, end);
            switch (name) {
                case "amp" -> out.append('&');
                case "lt" -> out.append('<');
                case "gt" -> out.append('>');
                case "quot" -> out.append('"');
                case "apos" -> out.append('\'');
                default -> {
                    int code = codePoint(name);
                    if (code < 0) {
                        out.append(c);
                        continue;
                    }
                    out.appendCodePoint(code);
                }
            }
            i = end;
        }
        return out.toString();
    }

    private static int codePoint(String name) {
        boolean hex = name.startsWith("#x") || name.startsWith("#X");
        int from = hex ? 2 : 1;
        if (!name.startsWith("#") || name.length() <= from) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < name.length(); i++) {
            int digit = name.charAt(i) < 0x80 ? Character.digit(name.charAt(i), hex ? 16 : 10) : -1;
            code = digit < 0 ? Integer.MAX_VALUE : code * (hex ? 16 : 10) + digit;
            if (!Character.isValidCodePoint(code)) {
                return -1;
            }
        }
        return code;
    }

    private boolean starts(int at, String word) {
        if (at + word.length() > s.to()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int after(int from, String word) {
        byte[] w = word.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i <= s.to() - w.length; i++) {
            if (b[i] == w[0] && starts(i, word)) {
                return i + w.length;
            }
        }
        return s.to();
    }

    private static boolean isName(byte c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c < 0;
    }
}

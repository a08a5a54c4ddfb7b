package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259), and what JavaScript writes like it, with the place of every value. Tolerant: of a broken or cut document everything before the
 * break stays, and the rest is kept as text so that it is still searched. Uses no recursion.
 */
final class JsonLayer {
    private static final String[] PLACES =
            IntStream.range(0, 100).mapToObj(i -> "[" + i + "]").toArray(String[]::new);

    private final Slice slice;
    private final byte[] b;
    private final Opening opening;
    private final TextLayers inner;
    private final int depth;
    private int pos;
    private int leaves;

    private JsonLayer(Slice slice, Opening opening, TextLayers inner, int depth) {
        this.slice = slice;
        this.b = slice.bytes();
        this.opening = opening;
        this.inner = inner;
        this.depth = depth;
        this.pos = slice.from();
    }

    /** Adds what can be read to {@code at}; false, and nothing added, if this is no JSON. */
    static boolean open(Node at, Slice slice, Opening opening, TextLayers inner, int depth) {
        return new JsonLayer(slice, opening, inner, depth).document(at);
    }

    private boolean document(Node at) {
        Node first = at.layer("json $", Node.Kind.OBJECT);
        boolean whole = value(first);
        skipSpace();
        if (whole && (isNext('{', '[') || first.kind() != Node.Kind.TEXT && isNext(',') && isOpenedBehind())) {
            return lines(at);
        }
        if (!whole || pos < slice.to()) {
            if (leaves == 0 || !slice.isRecorded() && pos - slice.from() < Opening.BY_CHANCE) {
                at.dropLast();
                return false;
            }
            broken(at, first);
        }
        return true;
    }

    private boolean isNext(char... any) {
        for (char c : any) {
            if (pos < slice.to() && b[pos] == c) {
                return true;
            }
        }
        return false;
    }

    /** Whether an object or a list begins behind the comma, as in a header that stands for several ({@code Report-To}). */
    private boolean isOpenedBehind() {
        int comma = pos++;
        skipSpace();
        boolean opened = isNext('{', '[');
        pos = comma;
        return opened;
    }

    /** Further values after the first: NDJSON, documents one after another, or parted by commas. */
    private boolean lines(Node at) {
        at.dropLast();
        Node list = at.layer("ndjson", Node.Kind.ARRAY);
        pos = slice.from();
        for (int i = 0; pos < slice.to() && !opening.exhausted(); i++) {
            skipSpace();
            if (i > 0 && isNext(',')) {
                pos++;
                skipSpace();
            }
            if (pos >= slice.to()) {
                break;
            }
            Node line = list.member("[" + i + "] $", list.key(), Node.Kind.OBJECT);
            if (!value(line)) {
                broken(list, line);
                break;
            }
        }
        return true;
    }

    private void broken(Node at, Node under) {
        opening.stop(
                under,
                Text.of("json 在第 " + (pos - slice.from()) + " 字节处损坏", "json broken at byte " + (pos - slice.from())));
        if (pos < slice.to()) {
            Node rest = at.layer("rest", Node.Kind.TEXT).text(slice.text(pos, slice.to()), slice.isRecorded());
            slice.place(rest, pos, slice.to());
        }
    }

    /** Reads one value into a node made for it; containers below it on an explicit stack. False at the first error. */
    private boolean value(Node into) {
        Node[] stack = new Node[16];
        int[] index = new int[16];
        int[] starts = new int[16];
        int top = -1;
        Node node = into;
        while (true) {
            skipSpace();
            if (pos >= slice.to()) {
                return false;
            }
            byte c = b[pos];
            int start = pos;
            boolean container = c == '{' || c == '[';
            if (container) {
                if (top + 1 >= opening.limits.nesting()) {
                    opening.limit(node, opening.limits.nestedTooDeep());
                    leaves++;
                    return false;
                }
                node.kind(c == '{' ? Node.Kind.OBJECT : Node.Kind.ARRAY);
                pos++;
                if (++top == stack.length) {
                    stack = java.util.Arrays.copyOf(stack, top * 2);
                    index = java.util.Arrays.copyOf(index, top * 2);
                    starts = java.util.Arrays.copyOf(starts, top * 2);
                }
                stack[top] = node;
                index[top] = 0;
                starts[top] = start;
                slice.place(node, start, slice.to());
            } else if (!scalar(node, c)) {
                return false;
            }
            // After a value: close what ends here, then find the next value's node.
            @Nullable Node next = null;
            boolean fresh = container;
            while (next == null) {
                if (top < 0) {
                    return true;
                }
                skipSpace();
                if (pos >= slice.to()) {
                    return false;
                }
                byte d = b[pos];
                Node open = stack[top];
                boolean object = open.kind() == Node.Kind.OBJECT;
                if (d == (object ? '}' : ']')) {
                    pos++;
                    slice.place(open, starts[top], pos);
                    if (!object) {
                        inner.numbers(open, depth);
                    }
                    NamedCells.read(open);
                    top--;
                    fresh = false;
                    continue;
                }
                if (!fresh) {
                    if (d != ',') {
                        return false;
                    }
                    pos++;
                    skipSpace();
                    if (pos < slice.to() && b[pos] == (object ? '}' : ']')) {
                        continue;
                    }
                }
                if (!opening.node(open)) {
                    leaves++;
                    return false;
                }
                if (object) {
                    next = key(open);
                    if (next == null) {
                        return false;
                    }
                } else {
                    next = open.member(place(index[top]++), open.key(), Node.Kind.TEXT);
                }
            }
            node = next;
        }
    }

    private @Nullable Node key(Node object) {
        skipSpace();
        if (pos >= slice.to()) {
            return null;
        }
        Names.Name name = isQuote(b[pos]) ? quoted(b[pos]) : word();
        if (name == null) {
            return null;
        }
        skipSpace();
        if (pos >= slice.to() || b[pos] != ':') {
            return null;
        }
        pos++;
        return object.member(name.step(), name.text(), Node.Kind.TEXT);
    }

    private Names.@Nullable Name quoted(byte quote) {
        int start = pos + 1;
        int end = endOfPlain(start, quote);
        if (end < slice.to() && b[end] == quote) {
            pos = end + 1;
            return opening.names.of(b, start, end);
        }
        String name = string(quote);
        return name == null ? null : Names.Name.of(new byte[0], name);
    }

    private static String place(int index) {
        return index < PLACES.length ? PLACES[index] : "[" + index + "]";
    }

    /** {@code .name}, or {@code ['odd name']}. */
    static String step(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-')) {
                return "['" + name.replace("'", "\\'") + "']";
            }
        }
        return name.isEmpty() ? "['']" : "." + name;
    }

    /** A name without quotes, as object literals of JavaScript have them; null if there is none. */
    private Names.@Nullable Name word() {
        int start = pos;
        while (pos < slice.to() && isWord(b[pos], pos > start)) {
            pos++;
        }
        return pos == start ? null : opening.names.of(b, start, pos);
    }

    private static boolean isWord(byte c, boolean within) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || within && c >= '0' && c <= '9';
    }

    private static boolean isQuote(byte c) {
        return c == '"' || c == '\'';
    }

    private boolean scalar(Node node, byte c) {
        if (isQuote(c)) {
            int start = pos;
            int end = endOfPlain(start + 1, c);
            if (end < slice.to() && b[end] == c) {
                pos = end + 1;
                leaf(node, start + 1, end);
                return true;
            }
            String text = string(c);
            if (text == null) {
                cut(node, start);
                return false;
            }
            leaf(node, text, start + 1, pos - 1);
            return true;
        }
        int start = pos;
        while (pos < slice.to() && isBare(b[pos])) {
            pos++;
        }
        if (pos == start || !isLiteral(start, pos)) {
            pos = start;
            return false;
        }
        leaf(node, start, pos);
        return true;
    }

    /** What is written as it is. */
    private void leaf(Node node, int start, int end) {
        Letters letters = Letters.of(b, start, end);
        String text = slice.text(start, end, letters);
        boolean verbatim = slice.isRecorded() && (letters.areAscii() || end - start == utf8Length(text));
        node.kind(Node.Kind.TEXT).text(text, letters, verbatim);
        slice.place(node, start, end);
        leaves++;
        inner.leaf(node, text, depth);
    }

    private void leaf(Node node, String text, int start, int end) {
        node.kind(Node.Kind.TEXT).text(text, slice.isRecorded() && end - start == utf8Length(text));
        slice.place(node, start, end);
        leaves++;
        inner.leaf(node, text, depth);
    }

    /** A string without an end: what there is of it. */
    private void cut(Node node, int start) {
        node.kind(Node.Kind.TEXT).text(slice.text(start + 1, slice.to()), false);
        slice.place(node, start + 1, slice.to());
        leaves++;
        pos = slice.to();
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    private boolean isLiteral(int start, int end) {
        byte c = b[start];
        if (c == '-' || c >= '0' && c <= '9') {
            for (int i = start + 1; i < end; i++) {
                byte d = b[i];
                if (!(d >= '0' && d <= '9' || d == '.' || d == 'e' || d == 'E' || d == '+' || d == '-')) {
                    return false;
                }
            }
            return true;
        }
        String word = slice.text(start, end);
        return switch (word) {
            case "true", "false", "null", "NaN", "undefined" -> true;
            default -> false;
        };
    }

    private static boolean isBare(byte c) {
        return c > ' ' && c != ',' && c != '}' && c != ']' && c != ':' && !isQuote(c) && c != '{' && c != '[';
    }

    /** Reads the string at {@code pos}; null if it does not end. */
    private @Nullable String string(byte quote) {
        int start = ++pos;
        int end = slice.to();
        int i = endOfPlain(start, quote);
        if (i >= end) {
            pos = start - 1;
            return null;
        }
        if (b[i] == quote) {
            pos = i + 1;
            return slice.text(start, i);
        }
        return escaped(start, i, quote);
    }

    /** Where the quote or the first backslash stands; the end if neither does. */
    private int endOfPlain(int from, byte quote) {
        int end = slice.to();
        int i = from;
        while (i < end && b[i] != quote && b[i] != '\\') {
            i++;
        }
        return i;
    }

    private @Nullable String escaped(int start, int firstEscape, byte quote) {
        int end = slice.to();
        int close = firstEscape;
        boolean simple = true;
        while (close < end && b[close] != quote) {
            int size = b[close] == '\\' ? 2 : 1;
            simple &= size == 1 ? b[close] >= 0 : close + 1 < end && b[close + 1] > 0 && b[close + 1] != 'u';
            close += size;
        }
        if (close >= end) {
            pos = start - 1;
            return null;
        }
        pos = close + 1;
        String before = slice.text(start, firstEscape);
        return before + (simple ? ascii(firstEscape, close) : unescaped(firstEscape, close));
    }

    /** What stands there, if that is ASCII and written with escapes of one letter only. */
    private String ascii(int from, int to) {
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            out[n++] = b[i] == '\\' ? (byte) escape(b[++i]) : b[i];
        }
        return new String(out, 0, n, StandardCharsets.ISO_8859_1);
    }

    private String unescaped(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            if (b[i] != '\\') {
                int run = i;
                while (i < to && b[i] != '\\') {
                    i++;
                }
                text.append(new String(b, run, i - run, StandardCharsets.UTF_8));
                continue;
            }
            byte e = b[i + 1];
            i += 2;
            int code = e == 'u' ? hex4(i, to) : -1;
            if (code >= 0) {
                text.append((char) code);
                i += 4;
            } else if (e == 'u') {
                text.append("\\u");
            } else {
                text.append(escape(e));
            }
        }
        return text.toString();
    }

    /** What a backslash and a letter, which is no {@code u}, stand for. */
    private static char escape(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> (char) letter;
        };
    }

    private int hex4(int at, int end) {
        if (at + 4 > end) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private void skipSpace() {
        while (pos < slice.to() && (Slice.isSpace(b[pos]) || b[pos] == 0x1E)) {
            pos++;
        }
    }
}

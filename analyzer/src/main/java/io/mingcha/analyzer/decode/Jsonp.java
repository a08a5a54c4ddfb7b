package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON that is wrapped so that it is a script, {@code callback({…});}, or so that it is none, {@code )]}'} and the like; also behind the
 * few letters by which an app marks what it sends, {@code HM01{…}}, or a signature and a dot.
 */
final class Jsonp {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_MARK = 8;
    /** SHA-512 in hexadecimal digits. */
    private static final int LONGEST_SIGNATURE = 128;

    private static final List<byte[]> GUARDS =
            List.of(bytes(")]}'"), bytes("while(1);"), bytes("for(;;);"), bytes("/**/"), bytes("{}&&"), bytes(";"));

    private Jsonp() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens the JSON inside as a layer of {@code node}; false, and nothing added, if the bytes are no such thing. */
    static boolean open(Node node, Slice s, Opening opening, TextLayers text, int depth) {
        Slice json = inside(s);
        if (json.length() == 0 || json.length() == s.length()) {
            return false;
        }
        Node layer = node.layer("jsonp", Node.Kind.TEXT);
        json.place(layer, json.from(), json.to());
        if (JsonLayer.open(layer, json, opening, text, depth)) {
            return true;
        }
        node.dropLast();
        return false;
    }

    /** What stands inside; nothing if the bytes are not so wrapped. */
    private static Slice inside(Slice s) {
        Slice rest = s;
        for (byte[] guard : GUARDS) {
            if (starts(rest, guard)) {
                rest = rest.part(rest.from() + guard.length, rest.to()).trimmed();
            }
        }
        int start = rest.length() > 0 && isOpening(rest.bytes()[rest.from()]) ? rest.from() : callStart(rest);
        if (start < 0) {
            start = markEnd(rest);
        }
        return start < 0 ? s.part(s.from(), s.from()) : rest.part(start, end(rest, start));
    }

    private static boolean starts(Slice s, byte[] word) {
        return s.length() > word.length
                && java.util.Arrays.equals(s.bytes(), s.from(), s.from() + word.length, word, 0, word.length);
    }

    private static boolean isOpening(byte c) {
        return c == '{' || c == '[';
    }

    private static int callStart(Slice s) {
        byte[] b = s.bytes();
        int limit = Math.min(s.to() - 2, s.from() + LONGEST_NAME);
        for (int i = s.from(); i < limit; i++) {
            byte c = b[i];
            if (c == '(') {
                return i > s.from() && isOpening(b[i + 1]) ? i + 1 : -1;
            }
            if (!(c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '.'
                    || c == '$')) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether an object stands behind some letters and perhaps a dot. */
    static boolean mayBeMarked(String text) {
        int brace = text.indexOf('{');
        return brace > 0
                && brace <= LONGEST_SIGNATURE + 1
                && text.charAt(0) < 0x80
                && Character.isLetterOrDigit(text.charAt(0));
    }

    /** Where the object behind a mark begins; words and templates have no quoted name behind their bracket. */
    private static int markEnd(Slice s) {
        byte[] b = s.bytes();
        int limit = Math.min(s.to() - 2, s.from() + LONGEST_SIGNATURE + 2);
        for (int i = s.from(); i < limit; i++) {
            if (b[i] == '{') {
                boolean marked = i > s.from() && (b[i - 1] == '.' || i - s.from() <= LONGEST_MARK);
                return marked && b[i + 1] == '"' && b[s.to() - 1] == '}' ? i : -1;
            }
            boolean dot = b[i] == '.' && i > s.from() && b[i + 1] == '{';
            if (!(dot || b[i] >= 'A' && b[i] <= 'Z' || b[i] >= 'a' && b[i] <= 'z' || b[i] >= '0' && b[i] <= '9')) {
                return -1;
            }
        }
        return -1;
    }

    private static int end(Slice s, int start) {
        int end = s.to();
        while (end > start && s.bytes()[end - 1] != '}' && s.bytes()[end - 1] != ']') {
            end--;
        }
        return end;
    }
}

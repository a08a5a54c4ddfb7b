package io.mingcha.analyzer.decode;

/** Reads {@code a=1&b=2}: URL queries and form bodies (WHATWG URL, application/x-www-form-urlencoded). */
final class FormLayer {
    private static final int LEAST_CODED = 24;

    private FormLayer() {}

    /** Whether a text is more likely a form than anything else. */
    static boolean looksLike(Slice s) {
        int length = s.length();
        if (length < 3) {
            return false;
        }
        byte[] b = s.bytes();
        int equals = -1;
        for (int i = s.from(); i < s.to(); i++) {
            byte c = b[i];
            if (c == '=') {
                equals = i;
                break;
            }
            if (!(c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c == '_'
                    || c == '-'
                    || c == '.'
                    || c == '%'
                    || c == '['
                    || c == ']'
                    || c == '$'
                    || c == '+')) {
                return false;
            }
            if (i - s.from() > 128) {
                return false;
            }
        }
        if (equals <= s.from() || equals == s.to() - 1 && length > 4) {
            return false;
        }
        boolean ampersand = false;
        for (int i = equals; i < s.to(); i++) {
            byte c = b[i];
            if (c == '\n' || c == '\r' || c == '<' || c == '>') {
                return false;
            }
            ampersand |= c == '&';
        }
        if (!ampersand && PairsLayer.isOne(s.text(s.from(), s.to()))) {
            return false;
        }
        // A single pair whose value is all padding is base64, not a form.
        return ampersand || equals + 1 == s.to() || b[equals + 1] != '=';
    }

    /** Adds each pair of {@code s} to {@code at}, whose path ends in the container's name. */
    static void open(Node at, Slice s, Opening opening, TextLayers inner, int depth) {
        byte[] b = s.bytes();
        int start = s.from();
        while (start < s.to() && opening.node(at)) {
            int end = start;
            int equals = -1;
            while (end < s.to() && b[end] != '&') {
                if (b[end] == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (end > start) {
                Names.Name name = equals < 0 ? Names.NONE : name(s, start, equals, opening.names);
                pair(at, name, s, equals < 0 ? start : equals + 1, end, inner, depth);
            }
            start = end + 1;
        }
    }

    private static Names.Name name(Slice s, int start, int end, Names names) {
        Names.Name written = names.of(s.bytes(), start, end);
        String name = TextCoding.percent(written.text(), true);
        return name.equals(written.text()) ? written : Names.Name.of(written.utf8(), name);
    }

    private static void pair(Node at, Names.Name name, Slice s, int start, int end, TextLayers inner, int depth) {
        String raw = s.text(start, end);
        String value = TextCoding.percent(raw, true);
        Node node =
                at.member(name.pair(), name.text(), Node.Kind.TEXT).text(value, s.isRecorded() && value.equals(raw));
        s.place(node, start, end);
        // what is coded letter for letter need not be a text at all
        boolean coded = raw.length() >= LEAST_CODED && !value.equals(raw) && raw.contains("%8") | raw.contains("%9");
        if (!coded || !inner.raw(node.text("", false), TextCoding.percentBytes(raw, true), depth)) {
            inner.leaf(node.text(value, s.isRecorded() && value.equals(raw)), value, depth);
        }
    }
}

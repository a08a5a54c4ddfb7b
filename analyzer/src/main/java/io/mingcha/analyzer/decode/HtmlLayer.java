package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a page of HTML says by name: fields of forms, {@code meta}, {@code data-} attributes, data in scripts. What stands between them is kept as text, so that
 * every byte is searched once. Scripts are not run, nor are pages laid out.
 */
final class HtmlLayer {
    private static final int SHORTEST_DATA = 4;

    /** A named value. */
    private record Field(String name, int from, int to, boolean escaped) {}

    /** An attribute of a tag; its value stands from {@code from} to {@code to}. */
    private record Attribute(String name, int from, int to) {}

    private final Slice s;
    private final byte[] b;
    private final List<Field> fields = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private int at;

    private HtmlLayer(Slice s) {
        this.s = s;
        this.b = s.bytes();
        this.at = s.from();
    }

    /** Whether a text begins like a page. */
    static boolean looksLike(Slice s) {
        String head = s.text(s.from(), Math.min(s.to(), s.from() + 14)).toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }

    /** Adds what a page names; false, and nothing added, if it names nothing. */
    static boolean open(Node node, Slice s, Opening opening, TextLayers text, int depth) {
        HtmlLayer page = new HtmlLayer(s);
        page.read(opening.limits.nodes());
        page.fields.sort(Comparator.comparingInt(Field::from));
        if (page.fields.isEmpty()) {
            return false;
        }
        page.write(node.layer("html", Node.Kind.OBJECT), opening, text, depth);
        return true;
    }

    private void write(Node layer, Opening opening, TextLayers text, int depth) {
        int done = s.from();
        for (Field field : fields) {
            if (!opening.node(layer)) {
                break;
            }
            between(layer, done, field.from());
            done = field.to();
            String raw = s.text(field.from(), field.to());
            String value = field.escaped() ? XmlLayer.unescape(raw) : raw;
            Node leaf = layer.member(":" + field.name(), field.name(), Node.Kind.TEXT)
                    .text(value, s.isRecorded() && value.equals(raw));
            s.place(leaf, field.from(), field.to());
            text.leaf(leaf, value, depth);
        }
        between(layer, done, s.to());
    }

    private void between(Node layer, int from, int to) {
        if (to > from) {
            Node text = layer.member(" ▸ text", "", Node.Kind.TEXT).text(s.text(from, to), s.isRecorded());
            s.place(text, from, to);
        }
    }

    private void read(int most) {
        while (at < s.to() && fields.size() < most) {
            if (b[at++] == '<' && at < s.to()) {
                if (starts("!--")) {
                    at = find("-->", at);
                } else if (isLetter(b[at])) {
                    tag();
                }
            }
        }
    }

    private void tag() {
        int start = at;
        while (at < s.to() && isLetter(b[at])) {
            at++;
        }
        String tag = s.text(start, at).toLowerCase(Locale.ROOT);
        attributes.clear();
        attributes();
        switch (tag) {
            case "input" -> pair(List.of("name", "id"), "value");
            case "meta" -> pair(List.of("name", "property", "itemprop"), "content");
            case "textarea" -> content("</textarea", value(List.of("name", "id")), true);
            case "script" -> {
                boolean data = value(List.of("type")).contains("json");
                content("</script", data ? value(List.of("id", "type")) : "", false);
            }
            case "style" -> at = find("</style", at);
            default -> {}
        }
        for (Attribute attribute : attributes) {
            if (attribute.name().startsWith("data-") && attribute.to() - attribute.from() >= SHORTEST_DATA) {
                fields.add(new Field(attribute.name().substring(5), attribute.from(), attribute.to(), true));
            }
        }
    }

    private void pair(List<String> names, String value) {
        String name = value(names);
        attributes.stream()
                .filter(a -> a.name().equals(value) && a.to() > a.from() && !name.isEmpty())
                .findFirst()
                .ifPresent(a -> fields.add(new Field(name, a.from(), a.to(), true)));
    }

    /** What stands up to the end of the element, as a value if it has a name. */
    private void content(String end, String name, boolean escaped) {
        int from = at;
        at = find(end, at);
        if (!name.isEmpty() && at > from) {
            fields.add(new Field(name, from, at, escaped));
        }
    }

    private String value(List<String> names) {
        for (String name : names) {
            for (Attribute attribute : attributes) {
                if (attribute.name().equals(name)) {
                    return s.text(attribute.from(), attribute.to());
                }
            }
        }
        return "";
    }

    private void attributes() {
        while (at < s.to() && b[at] != '>') {
            int start = at;
            while (at < s.to() && isName(b[at])) {
                at++;
            }
            if (at == start) {
                at++;
                continue;
            }
            String name = s.text(start, at).toLowerCase(Locale.ROOT);
            while (at < s.to() && Slice.isSpace(b[at])) {
                at++;
            }
            if (at < s.to() && b[at] == '=') {
                at++;
                quoted(name);
            }
        }
        at = Math.min(s.to(), at + 1);
    }

    private void quoted(String name) {
        while (at < s.to() && Slice.isSpace(b[at])) {
            at++;
        }
        byte quote = at < s.to() ? b[at] : 0;
        if (quote == '"' || quote == '\'') {
            int start = ++at;
            while (at < s.to() && b[at] != quote) {
                at++;
            }
            attributes.add(new Attribute(name, start, at));
            at = Math.min(s.to(), at + 1);
        } else {
            int start = at;
            while (at < s.to() && b[at] != '>' && !Slice.isSpace(b[at])) {
                at++;
            }
            attributes.add(new Attribute(name, start, at));
        }
    }

    private boolean starts(String word) {
        byte[] w = word.getBytes(StandardCharsets.US_ASCII);
        return at + w.length <= s.to() && Arrays.equals(b, at, at + w.length, w, 0, w.length);
    }

    /** Where the word stands next, its letters in either case; the end if nowhere. */
    private int find(String word, int from) {
        for (int i = from; i + word.length() <= s.to(); i++) {
            int j = 0;
            while (j < word.length() && (b[i + j] | (isLetter(b[i + j]) ? 0x20 : 0)) == word.charAt(j)) {
                j++;
            }
            if (j == word.length()) {
                return i;
            }
        }
        return s.to();
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isName(byte c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' || c == ':' || c == '.';
    }
}

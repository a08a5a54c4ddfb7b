package io.mingcha.analyzer.decode;

import io.mingcha.flows.Header;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens headers: cookies one by one, the referer, and what the transport does not need itself. Safe for use by several threads. */
final class HeaderFields {
    /** Headers of the transport itself, which say nothing of a person. */
    private static final Set<String> TRANSPORT = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "accept",
            "accept-encoding",
            "accept-language",
            "accept-ranges",
            "cache-control",
            "pragma",
            "date",
            "expect",
            "keep-alive",
            "last-modified",
            "if-modified-since",
            "server",
            "te",
            "trailer",
            "upgrade",
            "upgrade-insecure-requests",
            "vary",
            "strict-transport-security",
            "proxy-connection");

    private static final int SLOTS = 1 << 8;
    private static final int LONGEST = 64;

    /** Names met before: every message has the same few. What two threads put in one place are whole names, and each is right. */
    private final @Nullable Name[] met = new Name[SLOTS];

    private enum Holds {
        COOKIES,
        ONE_COOKIE,
        REFERER,
        CREDENTIALS,
        FIELD,
        NOTHING
    }

    /** @param step how a path names it */
    private record Name(String text, String step, Holds holds) {
        static Name of(String text) {
            return new Name(text, ":" + text, held(text.toLowerCase(Locale.ROOT)));
        }

        private static Holds held(String lower) {
            return switch (lower) {
                case "cookie" -> Holds.COOKIES;
                case "set-cookie" -> Holds.ONE_COOKIE;
                case "referer" -> Holds.REFERER;
                default ->
                    TRANSPORT.contains(lower) || lower.startsWith(":") || lower.startsWith("sec-")
                            ? Holds.NOTHING
                            : lower.endsWith("authorization") ? Holds.CREDENTIALS : Holds.FIELD;
            };
        }
    }

    private Name name(String text) {
        if (text.length() > LONGEST) {
            return Name.of(text);
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 8) & SLOTS - 1;
        Name known = met[slot];
        if (known == null || !known.text().equals(text)) {
            known = Name.of(text);
            met[slot] = known;
        }
        return known;
    }

    void open(List<Node> parts, String side, List<Header> headers, Opening opening, ByteLayers layers) {
        if (headers.isEmpty()) {
            return;
        }
        Node root = Node.root(Location.HEADER, side + ".header", 0, 0);
        Node cookies = Node.root(Location.COOKIE, side + ".cookie", 0, 0);
        for (Header header : headers) {
            Name name = name(header.name());
            String value = header.value();
            switch (name.holds()) {
                case COOKIES -> cookies(cookies, value, false, opening, layers);
                case ONE_COOKIE -> cookies(cookies, value, true, opening, layers);
                case REFERER -> {
                    Node referer = Node.root(Location.REFERER, side + ".header" + name.step(), 0, value.length())
                            .kind(Node.Kind.TEXT);
                    value(referer, value, layers);
                    parts.add(referer);
                }
                case CREDENTIALS -> {
                    Node node = field(root, name, value, opening);
                    if (!BasicCredentials.open(node, value)) {
                        value(node, credentials(value), layers);
                    }
                }
                case FIELD -> value(field(root, name, value, opening), value, layers);
                case NOTHING -> {}
            }
        }
        if (!root.children().isEmpty()) {
            parts.add(root);
        }
        if (!cookies.children().isEmpty()) {
            parts.add(cookies);
        }
    }

    private static Node field(Node root, Name name, String value, Opening opening) {
        opening.node(root);
        return root.member(name.step(), name.text(), Node.Kind.TEXT).span(0, value.length());
    }

    /** What follows the scheme of an Authorization header (RFC 9110 §11.4). */
    private static String credentials(String value) {
        int space = value.indexOf(' ');
        return space > 0 && space + 1 < value.length()
                ? value.substring(space + 1).strip()
                : value;
    }

    private static void value(Node node, String value, ByteLayers layers) {
        Letters letters = Letters.of(value);
        node.text(
                value,
                letters,
                letters.areAscii() ? node.length() == value.length() : node.length() == Opening.utf8(value).length);
        layers.text().leaf(node, value, 1);
    }

    private void cookies(Node root, String header, boolean set, Opening opening, ByteLayers layers) {
        int at = 0;
        while (at < header.length() && opening.node(root)) {
            int end = header.indexOf(';', at);
            end = end < 0 ? header.length() : end;
            int start = at;
            while (start < end && header.charAt(start) == ' ') {
                start++;
            }
            int equals = header.indexOf('=', start);
            if (equals > start && equals < end) {
                Name name = name(header.substring(start, equals));
                String raw = header.substring(equals + 1, end);
                String value = TextCoding.percent(raw, false);
                Node node = root.member(name.step(), name.text(), Node.Kind.TEXT)
                        .text(value, value.equals(raw))
                        .span(equals + 1, end - equals - 1);
                layers.text().leaf(node, value, 1);
            }
            if (set) {
                return;
            }
            at = end + 1;
        }
    }
}

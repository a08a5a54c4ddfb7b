package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name and the password of the Basic scheme (RFC 7617), which stand in one text that a colon parts. */
final class BasicCredentials {
    private static final String SCHEME = "basic ";
    private static final String USER = "basic_user";
    private static final String PASSWORD = "basic_credential";

    private BasicCredentials() {}

    /** Adds both below a header; false, and nothing added, if it holds anything else. */
    static boolean open(Node header, String value) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String coded = value.substring(SCHEME.length()).strip();
        Optional<String> both = TextCoding.base64(coded)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.indexOf(':') > 0 && text.chars().noneMatch(Character::isISOControl));
        if (both.isEmpty()) {
            return false;
        }
        int colon = both.get().indexOf(':');
        header.text(coded, false).opened();
        Node pair = header.layer("base64", Node.Kind.OBJECT);
        pair.member(":" + USER, USER, Node.Kind.TEXT).text(both.get().substring(0, colon), false);
        pair.member(":" + PASSWORD, PASSWORD, Node.Kind.TEXT).text(both.get().substring(colon + 1), false);
        return true;
    }
}

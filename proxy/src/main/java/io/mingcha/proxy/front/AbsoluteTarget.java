package io.mingcha.proxy.front;

import io.mingcha.proxy.http1.Origin;
import java.util.Locale;
import java.util.Optional;

/** A request target in absolute form (RFC 9112, 3.2.2), taken apart without judging its path. */
record AbsoluteTarget(Origin origin, String path) {

    static Optional<AbsoluteTarget> parse(String target) {
        int scheme = target.indexOf("://");
        if (scheme <= 0) {
            return Optional.empty();
        }
        String name = target.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!name.equals("http") && !name.equals("https")) {
            return Optional.empty();
        }
        int end = scheme + 3;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String rest = target.substring(end);
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return Authority.parse(target.substring(scheme + 3, end), name.equals("https") ? 443 : 80)
                .map(a -> new AbsoluteTarget(new Origin(name, a.host(), a.port()), path));
    }
}

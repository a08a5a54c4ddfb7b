package io.mingcha.flows.har;

import java.util.Locale;

/**
 * The parts of a URL, read leniently.
 *
 * @param host lower case, without brackets; empty for a URL without one
 * @param target path and query
 */
record Address(String scheme, String host, int port, String target) {

    static Address parse(String url) {
        int colon = url.indexOf("://");
        if (colon < 0) {
            int plain = url.indexOf(':');
            return new Address(plain > 0 ? url.substring(0, plain).toLowerCase(Locale.ROOT) : "", "", 0, url);
        }
        String scheme = switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> url.substring(0, colon).toLowerCase(Locale.ROOT);
        };
        int start = colon + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
        int bracket = authority.lastIndexOf(']');
        int separator = authority.lastIndexOf(':');
        int port = usual;
        String host = authority;
        if (separator > bracket) {
            host = authority.substring(0, separator);
            port = port(authority.substring(separator + 1), usual);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int hash = url.indexOf('#', end);
        String target = url.substring(end, hash < 0 ? url.length() : hash);
        return new Address(scheme, host.toLowerCase(Locale.ROOT), port, target.startsWith("/") ? target : "/" + target);
    }

    private static int port(String digits, int usual) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port <= 65_535 ? port : usual;
        } catch (NumberFormatException e) {
            return usual;
        }
    }
}

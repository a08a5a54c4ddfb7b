package io.mingcha.flows.har;

import io.mingcha.flows.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request went whose URL is only a path, as some exporters write it: its headers say the rest.
 *
 * @param stated whether they say so themselves, as those of HTTP/2 do
 */
record Unaddressed(String scheme, String host, boolean stated) {

    static Unaddressed of(List<Header> headers) {
        Optional<String> authority = first(headers, ":authority");
        Optional<String> scheme = first(headers, ":scheme");
        String host = authority.or(() -> first(headers, "host")).orElse("");
        return new Unaddressed(
                scheme.orElseGet(() -> schemeOfPage(headers, host)), host, authority.isPresent() && scheme.isPresent());
    }

    /**
     * As the page that asked, if it is the same host's. Where nothing says that a request went in the clear, nobody is
     * accused of it.
     */
    private static String schemeOfPage(List<Header> headers, String host) {
        Optional<String> page = first(headers, "origin").or(() -> first(headers, "referer"));
        String clear = "http://" + host.toLowerCase(Locale.ROOT);
        boolean inTheClear = !host.isEmpty()
                && page.map(p -> p.toLowerCase(Locale.ROOT))
                        .filter(p -> p.equals(clear) || p.startsWith(clear + "/"))
                        .isPresent();
        return inTheClear ? "http" : "https";
    }

    private static Optional<String> first(List<Header> headers, String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .filter(v -> !v.isBlank())
                .findFirst();
    }

    Address at(String target) {
        return Address.parse(scheme + "://" + host + target);
    }
}

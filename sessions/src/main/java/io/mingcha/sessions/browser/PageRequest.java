package io.mingcha.sessions.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that a page, or a worker of it, made. What else comes from the browser, such as its looking for updates, is
 * not of the page and must not be blamed on it.
 *
 * @param at when it was first seen, by the clock of this machine
 * @param kind such as {@code document}, {@code fetch}, {@code ping} or {@code websocket}
 */
public record PageRequest(String method, String url, Instant at, String kind) {

    /** In lower case, without the port; empty for what asks nobody, such as {@code data:}. */
    public String host() {
        try {
            return Optional.ofNullable(new URI(url).getHost()).orElse("").toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            // Browsers take addresses that no standard allows; the host ends where the path begins.
            int host = url.indexOf("://");
            String rest = host < 0 ? "" : url.substring(host + 3);
            return rest.split("[/?#:]", 2)[0].toLowerCase(Locale.ROOT);
        }
    }
}

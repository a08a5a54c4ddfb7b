package io.mingcha.proxy.site;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Its answer. The content is not changed after it was handed over.
 *
 * @param admits whether the address that asked may use the proxy from now on
 */
public record SiteResponse(
        int status, String contentType, Map<String, String> headers, byte[] content, boolean admits) {

    public SiteResponse {
        headers = Map.copyOf(headers);
    }

    public SiteResponse(int status, String contentType, Map<String, String> headers, byte[] content) {
        this(status, contentType, headers, content, false);
    }

    public static SiteResponse html(int status, String page) {
        return new SiteResponse(status, "text/html; charset=utf-8", Map.of(), page.getBytes(StandardCharsets.UTF_8));
    }

    public static SiteResponse text(int status, String text) {
        return new SiteResponse(status, "text/plain; charset=utf-8", Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    public static SiteResponse notFound() {
        return text(404, "Not found\n");
    }

    /** The same, and whoever asked is let in. */
    public SiteResponse admitting() {
        return new SiteResponse(status, contentType, headers, content, true);
    }
}

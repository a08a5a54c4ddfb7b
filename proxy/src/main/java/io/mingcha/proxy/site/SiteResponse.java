package io.mingcha.proxy.site;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Its answer. The content is not changed after it was handed over. */
public record SiteResponse(int status, String contentType, Map<String, String> headers, byte[] content) {

    public SiteResponse {
        headers = Map.copyOf(headers);
    }

    public static SiteResponse html(int status, String page) {
        return new SiteResponse(status, "text/html; charset=utf-8", Map.of(), page.getBytes(StandardCharsets.UTF_8));
    }

    public static SiteResponse notFound() {
        return new SiteResponse(
                404, "text/plain; charset=utf-8", Map.of(), "Not found\n".getBytes(StandardCharsets.UTF_8));
    }
}

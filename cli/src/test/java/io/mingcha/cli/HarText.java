package io.mingcha.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** HAR as other tools write it. */
final class HarText {
    private final List<String> entries = new ArrayList<>();

    HarText get(String at, String url, String... headers) {
        return add(at, "GET", url, "", "", headers);
    }

    HarText post(String at, String url, String mime, String body, String... headers) {
        return add(at, "POST", url, mime, body, headers);
    }

    private HarText add(String at, String method, String url, String mime, String body, String... headers) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("startedDateTime", at).put("time", 12.5);
        ObjectNode request = entry.putObject("request");
        request.put("method", method).put("url", url).put("httpVersion", "HTTP/1.1");
        request.putArray("cookies");
        for (int i = 0; i < headers.length; i += 2) {
            request.withArray("headers").addObject().put("name", headers[i]).put("value", headers[i + 1]);
        }
        if (!mime.isEmpty()) {
            request.withArray("headers").addObject().put("name", "Content-Type").put("value", mime);
            request.putObject("postData").put("mimeType", mime).put("text", body);
        }
        ObjectNode response = entry.putObject("response");
        response.put("status", 200).put("statusText", "OK").put("httpVersion", "HTTP/1.1");
        response.putArray("headers");
        response.putObject("content")
                .put("size", 2)
                .put("mimeType", "text/plain")
                .put("text", "ok");
        entry.putObject("timings").put("send", 1).put("wait", 10).put("receive", 1.5);
        entries.add(entry.toString());
        return this;
    }

    HarText raw(String entry) {
        entries.add(entry);
        return this;
    }

    String text() {
        return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"test\",\"version\":\"1\"},\"entries\":[\n"
                + String.join(",\n", entries) + "\n]}}\n";
    }
}

package io.mingcha.flows.har;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Rebuilds the body of a form of which a HAR kept the parts only. */
final class Multipart {
    private Multipart() {}

    static byte[] rebuild(JsonNode params, String mimeType) {
        String boundary = boundary(mimeType);
        StringBuilder body = new StringBuilder();
        for (JsonNode param : params) {
            body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
            body.append(quoted(param.path("name").asText())).append('"');
            if (param.path("fileName").isTextual()) {
                body.append("; filename=\"")
                        .append(quoted(param.path("fileName").asText()))
                        .append('"');
            }
            if (param.path("contentType").isTextual()) {
                body.append("\r\nContent-Type: ")
                        .append(param.path("contentType").asText());
            }
            body.append("\r\n\r\n").append(param.path("value").asText()).append("\r\n");
        }
        return body.append("--").append(boundary).append("--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String boundary(String mimeType) {
        int at = mimeType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return "boundary";
        }
        String rest = mimeType.substring(at + "boundary=".length());
        int end = rest.indexOf(';');
        return (end < 0 ? rest : rest.substring(0, end)).replace("\"", "").strip();
    }
}

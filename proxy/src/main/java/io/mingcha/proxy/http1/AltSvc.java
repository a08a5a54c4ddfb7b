package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps servers from inviting the app to HTTP/3 (RFC 7838, 3), which would pass the proxy by. Other invitations stay, as
 * they are.
 */
public final class AltSvc {
    private AltSvc() {}

    /** Takes the invitations out; returns what was taken, if anything. */
    static Optional<String> strip(HttpHeaders headers) {
        Division parts = Division.of(headers.getAll(HttpHeaderNames.ALT_SVC));
        if (parts.taken().isEmpty()) {
            return Optional.empty();
        }
        if (parts.left().isEmpty() || !replaced(headers.iteratorCharSequence(), parts.text())) {
            headers.remove(HttpHeaderNames.ALT_SVC);
            if (!parts.left().isEmpty()) {
                headers.add(HttpHeaderNames.ALT_SVC, parts.text());
            }
        }
        return Optional.of(parts.said());
    }

    /** Takes the invitations out; returns what was taken, if anything. */
    public static Optional<String> strip(Http2Headers headers) {
        Division parts = Division.of(headers.getAll(HttpHeaderNames.ALT_SVC));
        if (parts.taken().isEmpty()) {
            return Optional.empty();
        }
        if (parts.left().isEmpty() || !replaced(headers.iterator(), parts.text())) {
            headers.remove(HttpHeaderNames.ALT_SVC);
            if (!parts.left().isEmpty()) {
                headers.add(HttpHeaderNames.ALT_SVC, parts.text());
            }
        }
        return Optional.of(parts.said());
    }

    /** In its place, if there is one only. */
    private static boolean replaced(Iterator<Map.Entry<CharSequence, CharSequence>> all, String value) {
        List<Map.Entry<CharSequence, CharSequence>> found = new ArrayList<>();
        all.forEachRemaining(header -> {
            if (HttpHeaderNames.ALT_SVC.contentEqualsIgnoreCase(header.getKey())) {
                found.add(header);
            }
        });
        if (found.size() != 1) {
            return false;
        }
        found.get(0).setValue(value);
        return true;
    }

    /** The invitations to HTTP/3, and the others. */
    private record Division(List<String> taken, List<String> left) {

        static Division of(List<? extends CharSequence> values) {
            List<String> taken = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (CharSequence value : values) {
                for (String entry : entries(value.toString())) {
                    (isHttp3(entry) ? taken : left).add(entry);
                }
            }
            return new Division(taken, left);
        }

        String text() {
            return String.join(", ", left);
        }

        String said() {
            return "removed towards the client: alt-svc: " + String.join(", ", taken);
        }

        private static List<String> entries(String value) {
            List<String> entries = new ArrayList<>();
            boolean quoted = false;
            int begin = 0;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\\' && quoted) {
                    i++;
                } else if (c == ',' && !quoted) {
                    entries.add(value.substring(begin, i).strip());
                    begin = i + 1;
                }
            }
            entries.add(value.substring(begin).strip());
            entries.removeIf(String::isEmpty);
            return entries;
        }

        /** HTTP/3, its drafts, and what was there before them. */
        private static boolean isHttp3(String entry) {
            String protocol = entry.toLowerCase(Locale.ROOT);
            return protocol.startsWith("h3=") || protocol.startsWith("h3-") || protocol.startsWith("quic=");
        }
    }
}

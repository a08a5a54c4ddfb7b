package io.mingcha.proxy.http2;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Heads in the words of the other version (RFC 9113, 8.2 and 8.3; RFC 9110, 7.6.1). */
final class Translation {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private Translation() {}

    /** The request as HTTP/1.1, or nothing if it cannot be said in it. */
    static Optional<HttpRequest> request(Http2Headers headers, boolean end) {
        if (headers.get(":protocol") != null || !isSafe(headers)) {
            return Optional.empty();
        }
        String method = headers.method().toString();
        CharSequence authority = headers.authority();
        String target = headers.path() == null
                ? String.valueOf(authority)
                : headers.path().toString();
        if (target.isEmpty() || hasSpace(target) || hasSpace(method) || method.equals("CONNECT")) {
            return Optional.empty();
        }
        HttpHeaders translated = new DefaultHttpHeaders(false);
        if (authority != null) {
            translated.add(HttpHeaderNames.HOST, authority);
        }
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            if (name.equals("cookie")) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(header.getValue());
                translated.set(HttpHeaderNames.COOKIE, cookies.toString());
            } else if (!name.startsWith(":")
                    && !OF_THE_CONNECTION.contains(name)
                    && !(name.equals("host") && authority != null)) {
                translated.add(name, header.getValue());
            }
        }
        if (!end && !translated.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            translated.set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        }
        return Optional.of(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target, translated));
    }

    /** What would be read as more than one header, or as another message, is not said. */
    static boolean isSafe(Http2Headers headers) {
        int lengths = 0;
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            if (!isToken(name.startsWith(":") ? name.substring(1) : name) || hasControl(header.getValue())) {
                return false;
            }
            if (name.equals("content-length") && (++lengths > 1 || !isNumber(header.getValue()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(CharSequence value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private static boolean hasControl(CharSequence value) {
        return value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
    }

    private static boolean hasSpace(String text) {
        return text.chars().anyMatch(c -> c <= ' ' || c == 0x7f);
    }

    static Http2Headers response(HttpResponse response) {
        Http2Headers headers = headers(response.headers());
        headers.status(String.valueOf(response.status().code()));
        return headers;
    }

    static Http2Headers headers(HttpHeaders from) {
        Http2Headers headers = new DefaultHttp2Headers(false, false, from.size() + 1);
        Set<String> named = from.getAll(HttpHeaderNames.CONNECTION).stream()
                .flatMap(v -> Arrays.stream(v.split(",")))
                .map(v -> v.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var all = from.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            String name = header.getKey().toString().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !named.contains(name)) {
                headers.add(name, header.getValue());
            }
        }
        return headers;
    }
}

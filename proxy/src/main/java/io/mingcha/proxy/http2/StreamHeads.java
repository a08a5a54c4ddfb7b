package io.mingcha.proxy.http2;

import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.tls.HostNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Heads of a stream in the words of the record. Pseudo-headers that method, target, status and connection do not say
 * already lead the headers under their own names.
 */
final class StreamHeads {
    static final String VERSION = "HTTP/2";

    private StreamHeads() {}

    static Head.Request request(Http2Headers headers, String scheme) {
        String method = text(headers.method());
        String target = text(headers.path());
        List<Header> rest = new ArrayList<>(headers.size());
        boolean methodSaid = false;
        boolean targetSaid = false;
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            String value = header.getValue().toString();
            if (name.equals(":method") && !methodSaid) {
                methodSaid = true;
            } else if (name.equals(":path") && !targetSaid) {
                targetSaid = true;
            } else if (!name.equals(":scheme") || !value.equals(scheme)) {
                rest.add(new Header(name, value));
            }
        }
        return new Head.Request(method, target, VERSION, rest);
    }

    static Head.Response response(Http2Headers headers) {
        List<Header> rest = new ArrayList<>(headers.size());
        boolean statusSaid = false;
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            if (!statusSaid && header.getKey().toString().equals(":status")) {
                statusSaid = true;
            } else {
                rest.add(
                        new Header(header.getKey().toString(), header.getValue().toString()));
            }
        }
        return new Head.Response(status(headers).orElse(0), "", VERSION, rest);
    }

    static List<Header> trailers(Http2Headers headers) {
        List<Header> list = new ArrayList<>(headers.size());
        headers.forEach(
                h -> list.add(new Header(h.getKey().toString(), h.getValue().toString())));
        return list;
    }

    static OptionalInt status(Http2Headers headers) {
        String text = text(headers.status());
        boolean number = text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    static boolean isInterim(Http2Headers headers) {
        int status = status(headers).orElse(0);
        return status >= 100 && status < 200;
    }

    /** Whether it is a request at all. */
    static boolean isRequest(Http2Headers headers) {
        boolean tunnel = "CONNECT".contentEquals(text(headers.method())) && headers.get(":protocol") == null;
        return headers.method() != null
                && (tunnel ? headers.authority() != null : headers.path() != null && headers.scheme() != null);
    }

    /** The host that a request names: a connection may carry requests for several (RFC 9113, 9.1.1). */
    static String host(Http2Headers headers, Origin origin) {
        CharSequence named = headers.authority() == null ? headers.get(HttpHeaderNames.HOST) : headers.authority();
        if (named == null) {
            return origin.host();
        }
        String authority = named.toString();
        String rest = authority.substring(authority.lastIndexOf('@') + 1);
        int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
        if (close > 0) {
            String literal = rest.substring(1, close);
            return HostNames.isAddress(literal) ? literal.toLowerCase(Locale.ROOT) : origin.host();
        }
        int colon = rest.indexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        return HostNames.isAddress(host) ? host : HostNames.normalise(host).orElse(origin.host());
    }

    private static String text(CharSequence value) {
        return value == null ? "" : value.toString();
    }
}

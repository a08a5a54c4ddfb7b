package io.mingcha.proxy.http1;

import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Heads of the wire in the words of the record. */
public final class Heads {
    private Heads() {}

    public static Head.Request of(HttpRequest request, String target) {
        return new Head.Request(
                request.method().name(), target, request.protocolVersion().text(), headers(request.headers()));
    }

    public static Head.Response of(HttpResponse response) {
        return new Head.Response(
                response.status().code(),
                response.status().reasonPhrase(),
                response.protocolVersion().text(),
                headers(response.headers()));
    }

    static List<Header> headers(HttpHeaders headers) {
        List<Header> list = new ArrayList<>(headers.size());
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            list.add(new Header(header.getKey().toString(), header.getValue().toString()));
        }
        return list;
    }
}

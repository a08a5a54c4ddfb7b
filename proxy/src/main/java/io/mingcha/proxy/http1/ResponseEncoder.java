package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Encodes responses as they came: the framing of a HEAD is known from the request, and no header is touched. */
public final class ResponseEncoder extends HttpResponseEncoder {
    private boolean head;

    void answering(boolean headRequest) {
        head = headRequest;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        int status = response.status().code();
        return head || response.status().codeClass() == HttpStatusClass.INFORMATIONAL || status == 204 || status == 304;
    }

    @Override
    protected void sanitizeHeadersBeforeEncode(HttpResponse response, boolean alwaysEmpty) {}
}

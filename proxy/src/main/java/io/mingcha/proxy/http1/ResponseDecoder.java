package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Decodes responses of one exchange after the other; a response to HEAD has no body. */
public final class ResponseDecoder extends HttpResponseDecoder {
    private boolean head;

    public ResponseDecoder(int limit) {
        super(RequestDecoder.decoding(limit).setUseRfc9112TransferEncoding(false));
    }

    public void answering(boolean headRequest) {
        head = headRequest;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        // Netty waits for the body that early drafts of WebSocket had
        boolean switching = message instanceof HttpResponse response
                && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        return super.isContentAlwaysEmpty(message) || head || switching;
    }
}

package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Decodes responses of one exchange after the other; a response to HEAD has no body, nor has a 101. */
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
        return head || isSwitch(message) || super.isContentAlwaysEmpty(message);
    }

    /** Netty waits for a body of the WebSocket drafts before RFC 6455 if the 101 has no Sec-WebSocket-Accept. */
    private static boolean isSwitch(HttpMessage message) {
        return message instanceof HttpResponse response
                && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}

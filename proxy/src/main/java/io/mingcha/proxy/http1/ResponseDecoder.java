package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

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
        return super.isContentAlwaysEmpty(message) || head;
    }
}

package io.mingcha.proxy.http2;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Decodes heads as they stand: nothing is judged, since the other end will, and nothing moves. Its bound is its own,
 * whatever limit of the other end is announced.
 */
final class HeadDecoder extends DefaultHttp2HeadersDecoder {

    HeadDecoder(int limit) {
        super(false, limit);
    }

    @Override
    public void maxHeaderListSize(long max, long goAwayMax) {}

    @Override
    protected Http2Headers newHeaders() {
        return new DefaultHttp2Headers(false, false, numberOfHeadersGuess()) {
            /** Netty puts the length back after it has read it, behind all others. */
            @Override
            public Http2Headers setLong(CharSequence name, long value) {
                return HttpHeaderNames.CONTENT_LENGTH.contentEquals(name) ? this : super.setLong(name, value);
            }
        };
    }
}

package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2Headers;

/** The server's end of one stream. */
interface ServerStream {

    /** Takes over {@code bytes} of the request's body; the future completes when they have left. */
    ChannelFuture write(ByteBuf bytes, boolean end);

    void trailers(Http2Headers trailers);

    /** The client gave up, with this error code. */
    void reset(long code);

    /** Nothing more will be said either way. */
    void over();

    /** The client has taken bytes of the response's body. */
    void taken(int bytes);
}

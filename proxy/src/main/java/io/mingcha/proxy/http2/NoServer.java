package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/** Answers every stream with the reason why there is no server. */
final class NoServer implements Backend {
    private static final int STREAMS = 256;

    private final Unserved why;
    private @Nullable ClientStreams client;

    NoServer(Unserved why) {
        this.why = why;
    }

    @Override
    public String protocol() {
        return StreamHeads.VERSION;
    }

    @Override
    public void attach(ClientStreams to) {
        client = to;
    }

    @Override
    public Http2Settings settings() {
        return new Http2Settings().maxConcurrentStreams(STREAMS).initialWindowSize(Windows.STREAM);
    }

    @Override
    public ServerStream open(Exchange exchange, Http2Headers headers, boolean end) {
        exchange.context().executor().execute(() -> {
            exchange.fail(why);
            ClientStreams to = client;
            if (to != null) {
                // The next connection may find the server.
                to.closeAfterwards();
            }
        });
        return new Nobody(exchange);
    }

    private record Nobody(Exchange exchange) implements ServerStream {
        @Override
        public ChannelFuture write(ByteBuf bytes, boolean end) {
            bytes.release();
            return exchange.context().newSucceededFuture();
        }

        @Override
        public void trailers(Http2Headers trailers) {}

        @Override
        public void reset(long code) {}

        @Override
        public void over() {}

        @Override
        public void taken(int bytes) {}
    }

    @Override
    public void clientSettings(Http2Settings settings) {}

    @Override
    public void clientEnding(long code, ByteBuf debug) {
        debug.release();
    }

    @Override
    public void clientWritable() {}

    @Override
    public void clientFull() {}

    @Override
    public void flushRequests() {}

    @Override
    public void close() {}
}

package io.mingcha.bench.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One connection, with one exchange at a time; all of it on its event loop. */
abstract class Line {
    /** Wide enough that no exchange waits for credit. */
    private static final int WINDOW = 4 << 20;

    final Channel channel;
    private Latencies latencies = new Latencies();
    private Promise<Void> under;
    private long failed;

    private Line(Channel channel) {
        this.channel = channel;
        this.under = channel.eventLoop().newPromise();
        channel.closeFuture().addListener(f -> answered(new IOException("the connection was closed")));
    }

    static Line http1(Channel channel, String path, int port) {
        return new Http1(channel, path, port);
    }

    static Line http2(Channel channel, String path, int port) {
        return new Http2(channel, path, port);
    }

    abstract void send();

    /** One exchange that is not counted. */
    Future<Void> once() {
        under = channel.eventLoop().newPromise();
        send();
        return under;
    }

    /** One exchange after another until then, each no sooner than its turn; the future says that the last has ended. */
    Future<?> until(long end, long first, long every) {
        Promise<Void> over = channel.eventLoop().newPromise();
        channel.eventLoop().execute(() -> {
            latencies = new Latencies();
            turn(end, first, every, over);
        });
        return over;
    }

    private void turn(long end, long due, long every, Promise<Void> over) {
        long now = System.nanoTime();
        if (now >= end || !channel.isActive()) {
            over.trySuccess(null);
        } else if (now < due) {
            channel.eventLoop()
                    .schedule(() -> turn(end, due, every, over), Math.min(due, end) - now, TimeUnit.NANOSECONDS);
        } else {
            once().addListener(f -> {
                if (f.isSuccess()) {
                    latencies.add(System.nanoTime() - now);
                } else {
                    failed++;
                }
                turn(end, due + every, every, over);
            });
        }
    }

    /** The answer is there as a whole. */
    final void answered(boolean good) {
        if (good) {
            under.trySuccess(null);
        } else {
            under.tryFailure(new IOException("the answer is not 200"));
        }
    }

    final void answered(Throwable problem) {
        under.tryFailure(problem);
    }

    /** Those of the last {@link #until}. */
    Latencies latencies() {
        return latencies;
    }

    long failed() {
        return failed;
    }

    ChannelFuture close() {
        return channel.close();
    }

    private static final class Http1 extends Line {
        private final String path;
        private final String authority;

        Http1(Channel channel, String path, int port) {
            super(channel);
            this.path = path;
            this.authority = "load.bench.example:" + port;
            channel.pipeline().addLast(new HttpClientCodec(), new ChannelInboundHandlerAdapter() {
                private boolean good;

                @Override
                public void channelRead(ChannelHandlerContext ctx, Object msg) {
                    if (msg instanceof HttpResponse response) {
                        good = response.status().code() == 200;
                    }
                    boolean last = msg instanceof LastHttpContent;
                    ReferenceCountUtil.release(msg);
                    if (last) {
                        answered(good);
                    }
                }
            });
        }

        @Override
        void send() {
            DefaultFullHttpRequest request =
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path, Unpooled.EMPTY_BUFFER);
            request.headers().set(HttpHeaderNames.HOST, authority).set(HttpHeaderNames.USER_AGENT, "bench");
            channel.writeAndFlush(request);
        }
    }

    private static final class Http2 extends Line {
        private final Http2StreamChannelBootstrap streams;
        private final Http2Headers head;

        Http2(Channel channel, String path, int port) {
            super(channel);
            channel.pipeline()
                    .addLast(
                            Http2FrameCodecBuilder.forClient()
                                    .initialSettings(Http2Settings.defaultSettings()
                                            .pushEnabled(false)
                                            .initialWindowSize(WINDOW))
                                    .build(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
            head = new DefaultHttp2Headers()
                    .method("GET")
                    .scheme("https")
                    .authority("load.bench.example:" + port)
                    .path(path)
                    .add("user-agent", "bench");
            streams = new Http2StreamChannelBootstrap(channel).handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new Stream());
                }
            });
        }

        @Override
        void send() {
            streams.open().addListener((Future<Http2StreamChannel> f) -> {
                if (f.isSuccess()) {
                    f.getNow().writeAndFlush(new DefaultHttp2HeadersFrame(head, true));
                } else {
                    answered(f.cause());
                }
            });
        }

        private final class Stream extends ChannelInboundHandlerAdapter {
            private boolean good;
            private boolean whole;

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                boolean last = false;
                if (msg instanceof Http2HeadersFrame headers) {
                    good |= "200".contentEquals(headers.headers().status());
                    last = headers.isEndStream();
                } else if (msg instanceof Http2DataFrame data) {
                    last = data.isEndStream();
                }
                ReferenceCountUtil.release(msg);
                if (last) {
                    whole = true;
                    answered(good);
                }
            }

            // the next exchange may have begun by then
            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                if (!whole) {
                    answered(new IOException("the stream ended early"));
                }
            }
        }
    }
}

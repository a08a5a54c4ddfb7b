package io.mingcha.proxy;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Leaf;
import io.mingcha.certs.LeafRequest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A server of HTTP/2 whose streams are played by one script each. */
final class Http2Server implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;
    final Queue<Channel> connections = new ConcurrentLinkedQueue<>();
    final Queue<Long> resets = new ConcurrentLinkedQueue<>();

    /** What a server does on one stream; called on its event loop. */
    interface Script {
        default void head(Stream stream, Http2Headers headers, boolean end) throws Exception {
            if (end) {
                end(stream);
            }
        }

        default void data(Stream stream, ByteBuf bytes, boolean end) throws Exception {
            if (end) {
                end(stream);
            }
        }

        default void end(Stream stream) throws Exception {}
    }

    /** One stream as a script sees it. */
    static final class Stream {
        final Channel channel;
        Http2Headers request = new DefaultHttp2Headers();
        final StringBuilder body = new StringBuilder();
        long received;
        private ChannelFuture written;

        Stream(Channel channel) {
            this.channel = channel;
            this.written = channel.newSucceededFuture();
        }

        void head(boolean end, String... pairs) {
            Http2Headers headers = new DefaultHttp2Headers(false);
            for (int i = 0; i < pairs.length; i += 2) {
                headers.add(pairs[i], pairs[i + 1]);
            }
            written = channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end));
        }

        void data(String text, boolean end) {
            written = channel.writeAndFlush(
                    new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), end));
        }

        void reply(String text) {
            head(false, ":status", "200", "content-type", "text/plain");
            data(text, true);
        }

        /** After what was said before has left. */
        void reset(Http2Error error) {
            written.addListener(f -> channel.writeAndFlush(new DefaultHttp2ResetFrame(error)));
        }
    }

    static Http2Server tls(CertificateAuthority authority, Supplier<Script> scripts, String... names) throws Exception {
        return tls(authority, new Http2Settings(), scripts, names);
    }

    static Http2Server tls(
            CertificateAuthority authority, Http2Settings settings, Supplier<Script> scripts, String... names)
            throws Exception {
        Leaf leaf = authority.issue(LeafRequest.of(names));
        SslContext context = SslContextBuilder.forServer(leaf.key(), leaf.chain())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        List.of("h2")))
                .build();
        return new Http2Server(context, settings, scripts);
    }

    static Http2Server plain(Supplier<Script> scripts) throws Exception {
        return new Http2Server(null, new Http2Settings(), scripts);
    }

    /** Answers every request with its method, path and body. */
    static Script echo() {
        return new Script() {
            @Override
            public void end(Stream stream) {
                stream.reply(stream.request.method() + " " + stream.request.path() + "|" + stream.body);
            }
        };
    }

    private Http2Server(SslContext tls, Http2Settings settings, Supplier<Script> scripts) throws Exception {
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forServer()
                                                .initialSettings(settings)
                                                .decoderEnforceMaxRstFramesPerWindow(0, 0)
                                                .encoderEnforceMaxRstFramesPerWindow(0, 0)
                                                .build(),
                                        new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                            @Override
                                            protected void initChannel(Channel stream) {
                                                stream.pipeline().addLast(new Player(scripts.get()));
                                            }
                                        }));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    private final class Player extends ChannelInboundHandlerAdapter {
        private final Script script;
        private final ConcurrentHashMap<Channel, Stream> streams = new ConcurrentHashMap<>();

        Player(Script script) {
            this.script = script;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) throws Exception {
            Stream stream = streams.computeIfAbsent(ctx.channel(), Stream::new);
            try {
                if (frame instanceof Http2HeadersFrame head) {
                    stream.request.add(head.headers());
                    script.head(stream, head.headers(), head.isEndStream());
                } else if (frame instanceof Http2DataFrame data) {
                    stream.received += data.content().readableBytes();
                    if (stream.received < 1_000_000) {
                        stream.body.append(data.content().toString(StandardCharsets.UTF_8));
                    }
                    script.data(stream, data.content(), data.isEndStream());
                }
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame reset) {
                resets.add(reset.errorCode());
            }
        }
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close();
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }
}

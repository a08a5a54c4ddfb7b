package io.mingcha.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Load over a number of connections that stays the same: each is made once, by CONNECT where there is a proxy, and carries
 * one exchange after another. What is counted begins when the last connection has had its first.
 */
final class Generator implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final SslContext http1 = context("http/1.1");
    private final SslContext http2 = context("h2");

    /** What runs over a connection. */
    enum Speech {
        HTTP_1,
        HTTP_2
    }

    /**
     * @param proxy its port on loopback; none for the direct way
     * @param origin the port of the server on loopback
     */
    record Plan(Optional<Integer> proxy, int origin, Speech speech, String path, int connections) {}

    /** Exchanges that ended well while it was counted, how long each took, and how many failed at any time. */
    record Result(Latencies latencies, double seconds, long failed) {
        double perSecond() {
            return latencies.count() / seconds;
        }
    }

    Generator() throws IOException {}

    private static SslContext context(String protocol) throws IOException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocol))
                .build();
    }

    /** As fast as the answers come. */
    Result run(Plan plan, Duration time) throws IOException, InterruptedException {
        return run(plan, time, 0);
    }

    /** At so many exchanges a second over all connections; 0 for as fast as the answers come. */
    Result run(Plan plan, Duration time, double perSecond) throws IOException, InterruptedException {
        try (Fleet fleet = connect(plan)) {
            return fleet.run(time, perSecond);
        }
    }

    /** Connections that have had one exchange each and are idle until they are told or closed. */
    Fleet connect(Plan plan) throws IOException, InterruptedException {
        Fleet fleet = new Fleet(plan);
        try {
            // A few at a time, as phones arrive; a full backlog would measure the kernel.
            for (int begun = 0; begun < plan.connections(); begun += 32) {
                List<Future<Line>> some = new ArrayList<>();
                for (int i = begun; i < Math.min(begun + 32, plan.connections()); i++) {
                    some.add(fleet.open());
                }
                for (Future<Line> line : some) {
                    if (!line.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !line.isSuccess()) {
                        throw new IOException("connection " + fleet.lines.size() + " could not be made", line.cause());
                    }
                    fleet.lines.add(line.getNow());
                }
            }
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw e;
        }
    }

    /** The connections of one plan. */
    final class Fleet implements AutoCloseable {
        private final Plan plan;
        private final List<Line> lines = new ArrayList<>();

        private Fleet(Plan plan) {
            this.plan = plan;
        }

        private Future<Line> open() {
            Promise<Line> ready = loop.next().newPromise();
            new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            if (plan.proxy().isPresent()) {
                                channel.pipeline().addLast(new Connecting(() -> secure(channel, ready), ready));
                            }
                        }
                    })
                    .connect("127.0.0.1", plan.proxy().orElse(plan.origin()))
                    .addListener((io.netty.channel.ChannelFuture f) -> {
                        if (!f.isSuccess()) {
                            ready.tryFailure(f.cause());
                        } else if (plan.proxy().isPresent()) {
                            String authority = "load.bench.example:" + plan.origin();
                            f.channel()
                                    .writeAndFlush(Unpooled.copiedBuffer(
                                            "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n",
                                            StandardCharsets.US_ASCII));
                        } else {
                            secure(f.channel(), ready);
                        }
                    });
            return ready;
        }

        private void secure(Channel channel, Promise<Line> ready) {
            SslContext context = plan.speech() == Speech.HTTP_2 ? http2 : http1;
            SslHandler tls = context.newHandler(channel.alloc(), "load.bench.example", plan.origin());
            channel.pipeline().addLast(tls);
            tls.handshakeFuture().addListener(f -> {
                if (!f.isSuccess()) {
                    ready.tryFailure(f.cause());
                    return;
                }
                Line line = plan.speech() == Speech.HTTP_2
                        ? Line.http2(channel, plan.path(), plan.origin())
                        : Line.http1(channel, plan.path(), plan.origin());
                line.once().addListener(first -> {
                    if (first.isSuccess()) {
                        ready.trySuccess(line);
                    } else {
                        ready.tryFailure(first.cause());
                    }
                });
            });
        }

        Result run(Duration time, double perSecond) throws InterruptedException {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            double every = perSecond == 0 ? 0 : lines.size() * 1e9 / perSecond;
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                long first = start + (long) (every * i / lines.size());
                runs.add(lines.get(i).until(end, first, (long) every));
            }
            for (Future<?> run : runs) {
                run.await(PATIENCE_SECONDS + time.toSeconds(), TimeUnit.SECONDS);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Latencies all = new Latencies();
            long failed = 0;
            for (Line line : lines) {
                all.addAll(line.latencies());
                failed += line.failed();
            }
            return new Result(all, seconds, failed);
        }

        @Override
        public void close() throws InterruptedException {
            List<Future<?>> closing = new ArrayList<>();
            lines.forEach(line -> closing.add(line.close()));
            for (Future<?> one : closing) {
                one.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Waits for the proxy's answer to CONNECT. */
    private static final class Connecting extends SimpleChannelInboundHandler<ByteBuf> {
        private final Runnable connected;
        private final Promise<?> ready;
        private final StringBuilder head = new StringBuilder();

        Connecting(Runnable connected, Promise<?> ready) {
            this.connected = connected;
            this.ready = ready;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            head.append(bytes.toString(StandardCharsets.US_ASCII));
            if (head.indexOf("\r\n\r\n") < 0) {
                return;
            }
            if (head.indexOf(" 200") < 0) {
                ready.tryFailure(new IOException("the proxy answers " + head));
                return;
            }
            ctx.pipeline().remove(this);
            connected.run();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ready.tryFailure(new IOException("the proxy closed the connection"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ready.tryFailure(cause);
            ctx.close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).await();
    }
}

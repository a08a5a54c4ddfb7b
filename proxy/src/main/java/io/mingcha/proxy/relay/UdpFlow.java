package io.mingcha.proxy.relay;

import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.tls.HostNames;
import io.mingcha.proxy.upstream.Transport;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The datagrams between a client and one destination, until nothing comes for a while. */
public final class UdpFlow extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final int QUIC_PORT = 443;
    private static final int MOST_WAITING = 64;
    private static final long IDLE_SECONDS = 60;

    private final Engine engine;
    private final EventLoop loop;
    private final Recording recording;
    private final BiConsumer<InetSocketAddress, ByteBuf> answers;
    private final Runnable onClose;
    private final Outcome outcome;
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> idleness;
    private long lastUse = System.nanoTime();
    private boolean closed;

    /**
     * @param answers takes what the destination sends, and owns it
     * @param onClose runs once, when nothing more will come
     */
    public UdpFlow(
            Engine engine,
            EventLoop loop,
            int connection,
            Client client,
            String host,
            int port,
            BiConsumer<InetSocketAddress, ByteBuf> answers,
            Runnable onClose) {
        this.engine = engine;
        this.loop = loop;
        this.answers = answers;
        this.onClose = onClose;
        Instant opened = engine.sink().now();
        Optional<String> address = HostNames.isAddress(host) ? Optional.of(host) : Optional.empty();
        Server server = new Server(host, port, address, Optional.empty());
        recording = engine.open(new FlowSink.Opening(connection, "udp", "raw", client, server, opened));
        boolean quic = port == QUIC_PORT;
        outcome = quic
                ? Outcome.blocked("quic_refused", "UDP 443 was refused so that the app falls back to TCP")
                : Outcome.unread("udp", "datagrams, passed on as they are");
        if (!quic) {
            engine.connector().locate(loop, host, port).addListener((Future<InetSocketAddress> f) -> {
                if (f.isSuccess()) {
                    open(f.getNow());
                } else {
                    close(UpstreamFailure.of(f.cause()).outcome());
                }
            });
        }
        watch();
    }

    private void open(InetSocketAddress address) {
        new Bootstrap()
                .group(loop)
                .channel(Transport.datagramChannel(loop))
                .handler(this)
                .connect(address)
                .addListener((ChannelFuture f) -> {
                    if (f.isSuccess() && !closed) {
                        channel = f.channel();
                        waiting.forEach(f.channel()::write);
                        waiting.clear();
                        f.channel().flush();
                    } else {
                        f.channel().close();
                        close(Outcome.failed("upstream_unreachable", "no way to " + address));
                    }
                });
    }

    private void watch() {
        idleness = loop.schedule(
                () -> {
                    if (System.nanoTime() - lastUse > TimeUnit.SECONDS.toNanos(IDLE_SECONDS)) {
                        close();
                    } else {
                        watch();
                    }
                },
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Takes over the payload. */
    public void send(ByteBuf payload) {
        lastUse = System.nanoTime();
        if (closed) {
            payload.release();
            return;
        }
        Channel open = channel;
        int limit = engine.config().limits().raw();
        if (outcome.state() == Outcome.State.BLOCKED) {
            recording.skipped(Direction.REQUEST, payload.readableBytes());
            payload.release();
        } else if (open != null) {
            recording.bytes(Direction.REQUEST, payload.retainedSlice(), limit);
            open.writeAndFlush(payload);
        } else if (waiting.size() < MOST_WAITING) {
            recording.bytes(Direction.REQUEST, payload.retainedSlice(), limit);
            waiting.add(payload);
        } else {
            payload.release();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
        lastUse = System.nanoTime();
        ByteBuf payload = datagram.content().retain();
        recording.bytes(
                Direction.RESPONSE,
                payload.retainedSlice(),
                engine.config().limits().raw());
        answers.accept((InetSocketAddress) ctx.channel().remoteAddress(), payload);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // such as an ICMP message that nobody listens there: the app will see that no answer comes
    }

    /** Ends it before its time. */
    public void close() {
        close(outcome);
    }

    private void close(Outcome as) {
        if (closed) {
            return;
        }
        closed = true;
        ScheduledFuture<?> running = idleness;
        if (running != null) {
            running.cancel(false);
        }
        Channel open = channel;
        if (open != null) {
            open.close();
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        recording.close(as);
        onClose.run();
    }
}

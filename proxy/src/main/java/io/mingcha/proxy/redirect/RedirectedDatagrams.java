package io.mingcha.proxy.redirect;

import io.mingcha.flows.Client;
import io.mingcha.flows.WayIn;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.listen.Listener;
import io.mingcha.proxy.relay.UdpFlow;
import io.mingcha.proxy.upstream.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Datagrams that a firewall took from their way by TPROXY. Answers leave under the address that was asked. */
public final class RedirectedDatagrams implements AutoCloseable {
    private final EventLoopGroup group;
    private final Channel channel;
    private final Optional<DatagramsOverSix> six;

    private RedirectedDatagrams(EventLoopGroup group, Channel channel, Optional<DatagramsOverSix> six) {
        this.group = group;
        this.channel = channel;
        this.six = six;
    }

    /**
     * Listens.
     *
     * @throws RuntimeException if the address cannot be bound, or this process may not administer the network
     */
    public static RedirectedDatagrams listen(Engine engine, int port) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, Transport.handlers());
        Arrivals arrivals = new Arrivals(engine);
        try {
            InetSocketAddress address = new InetSocketAddress("0.0.0.0", port);
            ChannelFuture bound = new Bootstrap()
                    .group(group)
                    .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(EpollChannelOption.IP_TRANSPARENT, true)
                    .option(EpollChannelOption.IP_RECVORIGDSTADDR, true)
                    .handler(arrivals)
                    .bind(address)
                    .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new Listener.BindFailure(address, bound.cause());
            }
            Channel channel = bound.channel();
            EventLoop loop = channel.eventLoop();
            return new RedirectedDatagrams(
                    group,
                    channel,
                    DatagramsOverSix.listen(
                            port, loop, d -> arrivals.take(loop, new Pair(d.sender(), d.destination()), d.payload())));
        } catch (RuntimeException e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    @Override
    public void close() {
        six.ifPresent(DatagramsOverSix::close);
        channel.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private record Pair(InetSocketAddress client, InetSocketAddress destination) {}

    private static final class Arrivals extends SimpleChannelInboundHandler<DatagramPacket> {
        private static final int MOST_FLOWS = 4096;

        private final Engine engine;
        private final Map<Pair, UdpFlow> flows = new HashMap<>();
        private boolean ended;

        Arrivals(Engine engine) {
            this.engine = engine;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            Pair pair = new Pair(packet.sender(), packet.recipient());
            if (!pair.destination().equals(ctx.channel().localAddress())) {
                take(ctx.channel().eventLoop(), pair, packet.content().retain());
            }
        }

        /** Takes over the payload. */
        void take(EventLoop loop, Pair pair, ByteBuf payload) {
            UdpFlow flow = engine.admits(pair.client().getAddress(), false) && !ended ? flow(loop, pair) : null;
            if (flow == null) {
                payload.release();
            } else {
                flow.send(payload);
            }
        }

        private @Nullable UdpFlow flow(EventLoop loop, Pair pair) {
            UdpFlow flow = flows.get(pair);
            if (flow == null && flows.size() < MOST_FLOWS) {
                flow = open(loop, pair);
                flows.put(pair, flow);
            }
            return flow;
        }

        private UdpFlow open(EventLoop loop, Pair pair) {
            Client client = engine.client(pair.client(), Optional.of(WayIn.REDIRECTED));
            Answers answers = new Answers(loop, pair);
            return new UdpFlow(
                    engine,
                    loop,
                    engine.sink().nextConnection(),
                    client,
                    NetUtil.toAddressString(pair.destination().getAddress()),
                    pair.destination().getPort(),
                    (from, payload) -> answers.send(payload),
                    () -> {
                        flows.remove(pair);
                        answers.close();
                    });
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ended = true;
            List.copyOf(flows.values()).forEach(UdpFlow::close);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // a datagram that cannot be read is lost, as datagrams may be
        }
    }

    /** A socket that speaks under an address that is not ours. */
    private static final class Answers {
        private final InetSocketAddress client;
        private final ChannelFuture opened;
        private @Nullable Channel channel;

        Answers(EventLoop loop, Pair pair) {
            client = pair.client();
            opened = new Bootstrap()
                    .group(loop)
                    .channel(EpollDatagramChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(EpollChannelOption.IP_TRANSPARENT, true)
                    .handler(new ChannelInboundHandlerAdapter())
                    .bind(pair.destination());
            opened.addListener(f -> channel = f.isSuccess() ? opened.channel() : null);
        }

        void send(ByteBuf payload) {
            Channel open = channel;
            if (open == null) {
                payload.release();
            } else {
                open.writeAndFlush(new DatagramPacket(payload, client));
            }
        }

        void close() {
            opened.channel().close();
        }
    }
}

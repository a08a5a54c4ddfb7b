package io.mingcha.proxy.redirect;

import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.WayIn;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.listen.Listener;
import io.mingcha.proxy.tunnel.Tunnel;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/** The way in of connections that a firewall took from their way: REDIRECT, or TPROXY. Linux only. */
public final class Redirected {
    private Redirected() {}

    /** Whether this machine can tell where a redirected connection was going. */
    public static boolean isPossible() {
        return Epoll.isAvailable();
    }

    /** Where a connection was going, as the kernel knows it. */
    public static Optional<InetSocketAddress> destination(Channel channel) {
        return OriginalDestination.of(channel);
    }

    /**
     * Listens.
     *
     * @param transparent whether connections may also come by TPROXY, which needs the right to administer the network
     * @param destinations where a connection was going
     */
    public static Listener listen(
            Engine engine,
            InetSocketAddress address,
            boolean transparent,
            Function<Channel, Optional<InetSocketAddress>> destinations) {
        return Listener.listen(
                from -> engine.admits(from, false),
                address,
                options -> {
                    if (transparent) {
                        options.option(EpollChannelOption.IP_TRANSPARENT, true);
                    }
                },
                () -> new Gate(engine, destinations));
    }

    /** Finds out where a connection was going, and lets the tunnel take over. */
    private static final class Gate extends ChannelInboundHandlerAdapter {
        private final Engine engine;
        private final Function<Channel, Optional<InetSocketAddress>> destinations;

        Gate(Engine engine, Function<Channel, Optional<InetSocketAddress>> destinations) {
            this.engine = engine;
            this.destinations = destinations;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ClientConnection client = new ClientConnection(engine, ctx.channel(), Optional.of(WayIn.REDIRECTED));
            Optional<InetSocketAddress> destination = destinations.apply(ctx.channel());
            if (destination.isEmpty()) {
                ctx.close();
                return;
            }
            InetSocketAddress to = destination.get();
            String host = NetUtil.toAddressString(to.getAddress());
            if (engine.guard().isOwnListener(to)) {
                // somebody came to this port as if it were a proxy, or was redirected from it: nothing says where to
                refuse(client, host, to.getPort());
                ctx.close();
                return;
            }
            ctx.pipeline().replace(this, "tunnel", new Tunnel(engine, client, host, to.getPort(), Unpooled.buffer()));
        }

        private void refuse(ClientConnection client, String host, int port) {
            Server to = new Server(host, port, Optional.of(host), Optional.empty());
            engine.open(new FlowSink.Opening(
                            client.number(),
                            "tcp",
                            "raw",
                            client.client(),
                            to,
                            engine.sink().now()))
                    .close(Outcome.blocked("destination_refused", host + ":" + port + " is the proxy itself"));
        }
    }
}

package io.mingcha.proxy.dns;

import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.listen.Listener;
import io.mingcha.proxy.upstream.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The port at which names are asked for, by datagram and by connection (RFC 1035, 4.2). */
public final class DnsListener implements AutoCloseable {
    private static final int LONGEST_MESSAGE = 65_535;
    private static final int SILENCE_SECONDS = 10;
    private static final int FREE_PORT_TRIES = 16;

    private final EventLoopGroup group;
    private final Channel datagrams;
    private final Listener connections;

    private DnsListener(EventLoopGroup group, Channel datagrams, Listener connections) {
        this.group = group;
        this.datagrams = datagrams;
        this.connections = connections;
    }

    /**
     * Listens. With port 0 on one that is free for both.
     *
     * @throws Listener.BindFailure if the address cannot be bound
     */
    public static DnsListener listen(Engine engine, NameService names, InetSocketAddress address) {
        int tries = address.getPort() == 0 ? FREE_PORT_TRIES : 1;
        while (true) {
            Listener connections = Listener.listen(
                    from -> engine.admits(from, false), address, options -> {}, () -> new Questions(engine, names));
            try {
                return beside(connections, engine, names, address);
            } catch (Listener.BindFailure e) {
                connections.close();
                if (--tries == 0) {
                    throw e;
                }
            }
        }
    }

    /** Connections first: it is their ports that a busy machine runs out of. */
    private static DnsListener beside(
            Listener connections, Engine engine, NameService names, InetSocketAddress address) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, Transport.handlers());
        ChannelFuture datagrams = new Bootstrap()
                .group(group)
                .channel(Transport.datagramChannel(group.next()))
                .handler(new Datagrams(engine, names))
                .bind(new InetSocketAddress(
                        address.getAddress(), connections.address().getPort()))
                .awaitUninterruptibly();
        if (!datagrams.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new Listener.BindFailure(address, datagrams.cause());
        }
        return new DnsListener(group, datagrams.channel(), connections);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) datagrams.localAddress();
    }

    @Override
    public void close() {
        connections.close();
        datagrams.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Engine engine;
        private final NameService names;

        Datagrams(Engine engine, NameService names) {
            this.engine = engine;
            this.names = names;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            InetSocketAddress from = packet.sender();
            if (!engine.admits(from.getAddress(), false)) {
                return;
            }
            byte[] question = ByteBufUtil.getBytes(packet.content());
            names.answer(
                            question,
                            engine.sink().nextConnection(),
                            engine.client(from, Optional.empty()),
                            here(ctx.channel(), from),
                            true)
                    .thenAccept(answer -> {
                        if (answer.length > 0) {
                            ctx.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(answer), from));
                        }
                    });
        }

        /** The address under which a client knows us, which a socket that listens everywhere does not tell. */
        private static InetAddress here(Channel channel, InetSocketAddress client) {
            InetAddress bound = ((InetSocketAddress) channel.localAddress()).getAddress();
            if (!bound.isAnyLocalAddress()) {
                return bound;
            }
            try (DatagramSocket probe = new DatagramSocket()) {
                probe.connect(client);
                return probe.getLocalAddress();
            } catch (IOException e) {
                return bound;
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // an answer that cannot be sent is lost, as datagrams may be
        }
    }

    private static final class Questions extends SimpleChannelInboundHandler<ByteBuf> {
        private final Engine engine;
        private final NameService names;
        private Optional<ClientConnection> client = Optional.empty();

        Questions(Engine engine, NameService names) {
            this.engine = engine;
            this.names = names;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.pipeline()
                    .addBefore(ctx.name(), "silence", new ReadTimeoutHandler(SILENCE_SECONDS))
                    .addBefore(ctx.name(), "frames", new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE, 0, 2, 0, 2))
                    .addBefore(ctx.name(), "lengths", new LengthFieldPrepender(2));
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            client = Optional.of(new ClientConnection(engine, ctx.channel(), Optional.empty()));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
            ClientConnection asking = client.orElseThrow();
            InetAddress here = ((InetSocketAddress) ctx.channel().localAddress()).getAddress();
            names.answer(ByteBufUtil.getBytes(message), asking.number(), asking.client(), here, false)
                    .thenAccept(answer -> {
                        if (answer.length > 0) {
                            ctx.writeAndFlush(Unpooled.wrappedBuffer(answer));
                        } else {
                            ctx.close();
                        }
                    });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}

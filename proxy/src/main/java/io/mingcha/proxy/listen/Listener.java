package io.mingcha.proxy.listen;

import io.mingcha.proxy.upstream.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A port of the proxy that is its own, not LittleProxy's. Each has event loops of its own. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final EventLoopGroup group;
    private final Channel channel;

    private Listener(EventLoopGroup group, Channel channel) {
        this.group = group;
        this.channel = channel;
    }

    /**
     * Listens; everyone who is admitted gets a handler.
     *
     * @param options sets what the listening socket needs besides
     * @throws BindFailure if the address cannot be bound
     */
    public static Listener listen(
            Predicate<InetAddress> admission,
            InetSocketAddress address,
            Consumer<ServerBootstrap> options,
            Supplier<ChannelHandler> handler) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()), Transport.handlers());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(Transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        if (admission.test(accepted.remoteAddress().getAddress())) {
                            accepted.pipeline().addLast(handler.get());
                        } else {
                            accepted.close();
                        }
                    }
                });
        options.accept(bootstrap);
        try {
            return new Listener(group, bootstrap.bind(address).sync().channel());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IllegalStateException(e);
        } catch (Exception e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new BindFailure(address, e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** An address that could not be bound. */
    public static final class BindFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient InetSocketAddress address;

        public BindFailure(InetSocketAddress address, Throwable cause) {
            super(cause instanceof BindException ? cause.getMessage() : cause.toString(), cause);
            this.address = address;
        }

        public InetSocketAddress address() {
            return address;
        }
    }
}

package io.mingcha.proxy.socks;

import io.mingcha.flows.WayIn;
import io.mingcha.proxy.dns.NameService;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.tunnel.Tunnels;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.socksx.v5.DefaultSocks5CommandResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5InitialResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5AddressType;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequest;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import io.netty.handler.codec.socksx.v5.Socks5CommandType;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequest;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequest;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthStatus;
import io.netty.handler.codec.socksx.v5.Socks5ServerEncoder;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first words of a SOCKS5 client (RFC 1928, RFC 1929): who it is and where it wants to go. Without credentials of the
 * proxy's own, whatever name a client gives is taken as the name of the device or app.
 */
final class SocksGate extends ChannelInboundHandlerAdapter {
    private final Engine engine;
    private final NameService names;
    private @Nullable ClientConnection client;
    private @Nullable ScheduledFuture<?> deadline;

    SocksGate(Engine engine, NameService names) {
        this.engine = engine;
        this.names = names;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), "socks-encoder", Socks5ServerEncoder.DEFAULT);
        ctx.pipeline().addBefore(ctx.name(), "socks-decoder", new Socks5InitialRequestDecoder());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client = new ClientConnection(engine, ctx.channel(), Optional.of(WayIn.SOCKS));
        deadline = ctx.executor()
                .schedule(() -> ctx.close(), engine.config().timeouts().head().toMillis(), TimeUnit.MILLISECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof DecoderResultProvider result
                && result.decoderResult().isFailure()) {
            ReferenceCountUtil.release(msg);
            ctx.close();
        } else if (msg instanceof Socks5InitialRequest request) {
            greet(ctx, request);
        } else if (msg instanceof Socks5PasswordAuthRequest request) {
            authenticate(ctx, request);
        } else if (msg instanceof Socks5CommandRequest request) {
            command(ctx, request);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void greet(ChannelHandlerContext ctx, Socks5InitialRequest request) {
        boolean named = request.authMethods().contains(Socks5AuthMethod.PASSWORD);
        boolean anonymous = request.authMethods().contains(Socks5AuthMethod.NO_AUTH)
                && engine.config().credentials().isEmpty();
        if (named) {
            ctx.writeAndFlush(new DefaultSocks5InitialResponse(Socks5AuthMethod.PASSWORD));
            next(ctx, new Socks5PasswordAuthRequestDecoder());
        } else if (anonymous) {
            ctx.writeAndFlush(new DefaultSocks5InitialResponse(Socks5AuthMethod.NO_AUTH));
            next(ctx, new Socks5CommandRequestDecoder());
        } else {
            ctx.writeAndFlush(new DefaultSocks5InitialResponse(Socks5AuthMethod.UNACCEPTED))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void next(ChannelHandlerContext ctx, io.netty.channel.ChannelHandler decoder) {
        ctx.pipeline().replace("socks-decoder", "socks-decoder", decoder);
    }

    private void authenticate(ChannelHandlerContext ctx, Socks5PasswordAuthRequest request) {
        boolean accepted = engine.config()
                .credentials()
                .map(c -> c.are(request.username(), request.password()))
                .orElse(true);
        if (accepted) {
            client().tag(request.username());
            ctx.writeAndFlush(new DefaultSocks5PasswordAuthResponse(Socks5PasswordAuthStatus.SUCCESS));
            next(ctx, new Socks5CommandRequestDecoder());
        } else {
            ctx.writeAndFlush(new DefaultSocks5PasswordAuthResponse(Socks5PasswordAuthStatus.FAILURE))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private ClientConnection client() {
        ClientConnection known = client;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    private void command(ChannelHandlerContext ctx, Socks5CommandRequest request) {
        if (request.type().equals(Socks5CommandType.CONNECT)) {
            reply(ctx, Socks5CommandStatus.SUCCESS, new InetSocketAddress(0));
            tunnel(ctx, request);
        } else if (request.type().equals(Socks5CommandType.UDP_ASSOCIATE)) {
            associate(ctx);
        } else {
            reply(ctx, Socks5CommandStatus.COMMAND_UNSUPPORTED, new InetSocketAddress(0));
            ctx.close();
        }
    }

    // as with CONNECT, the server is dialled once it is known what to say to it: success is answered at once
    private void tunnel(ChannelHandlerContext ctx, Socks5CommandRequest request) {
        settle();
        ChannelPipeline pipeline = ctx.pipeline();
        String host = request.dstAddr().toLowerCase(Locale.ROOT);
        pipeline.addLast("tunnel", Tunnels.to(engine, client(), host, request.dstPort(), Unpooled.buffer()));
        pipeline.remove(this);
        pipeline.remove(Socks5ServerEncoder.DEFAULT);
        pipeline.remove("socks-decoder");
    }

    private void associate(ChannelHandlerContext ctx) {
        settle();
        UdpRelay.open(engine, names, client(), ctx.channel()).addListener(f -> {
            if (f.isSuccess()) {
                InetSocketAddress at = (InetSocketAddress) f.getNow();
                reply(ctx, Socks5CommandStatus.SUCCESS, at);
            } else {
                reply(ctx, Socks5CommandStatus.FAILURE, new InetSocketAddress(0));
                ctx.close();
            }
        });
    }

    private static void reply(ChannelHandlerContext ctx, Socks5CommandStatus status, InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        boolean wide = address.getAddress().length > 4;
        ctx.writeAndFlush(new DefaultSocks5CommandResponse(
                status,
                wide ? Socks5AddressType.IPv6 : Socks5AddressType.IPv4,
                NetUtil.toAddressString(address),
                bound.getPort()));
    }

    private void settle() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        settle();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}

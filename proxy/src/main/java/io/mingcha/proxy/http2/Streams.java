package io.mingcha.proxy.http2;

import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** Lets HTTP/2 take over the end of a client's pipeline; what the client sent already is seen first. */
public final class Streams {
    private Streams() {}

    /** To a server that speaks HTTP/2 as well. */
    public static void bridge(ChannelHandlerContext ctx, Connection connection, Upstream upstream, ByteBuf first) {
        if (isRefused(connection, upstream)) {
            take(ctx, connection, new NoServer(Unserved.badCertificate(upstream)), first);
            return;
        }
        Codec codec = Codec.facingServer(head(connection), ServerStreams.ownSettings(connection));
        ServerStreams server = new ServerStreams(connection, upstream, codec);
        upstream.attach(codec, server);
        take(ctx, connection, server, first);
    }

    /** To nobody: each request is answered with the reason. */
    public static void refuse(
            ChannelHandlerContext ctx, Connection connection, UpstreamFailure failure, ByteBuf first) {
        take(ctx, connection, new NoServer(Unserved.of(failure)), first);
    }

    /** To a server of HTTP/1.1, because the two sides know no version in common. */
    public static void translate(
            ChannelHandlerContext ctx,
            Connection connection,
            Upstream upstream,
            Destination destination,
            ByteBuf first) {
        if (isRefused(connection, upstream)) {
            take(ctx, connection, new NoServer(Unserved.badCertificate(upstream)), first);
            return;
        }
        TranslatedServer server = new TranslatedServer(connection, destination);
        server.use(upstream);
        take(ctx, connection, server, first);
    }

    /** To a server of which nothing is known but that the client began with HTTP/2: it is asked the same way. */
    public static void bridgeUnasked(
            ChannelHandlerContext ctx,
            Connection connection,
            Upstream upstream,
            Destination destination,
            ByteBuf first) {
        Codec codec = Codec.facingServer(head(connection), ServerStreams.ownSettings(connection));
        ServerStreams server = new ServerStreams(connection, upstream, codec);
        Promise<Boolean> verdict = ctx.executor().newPromise();
        Probe probe = new Probe(connection.engine().config().timeouts().silence(), verdict);
        verdict.addListener((Future<Boolean> f) -> {
            if (ctx.isRemoved() || !ctx.channel().isActive()) {
                upstream.channel().close();
                first.release();
            } else if (f.getNow()) {
                take(ctx, connection, server, first);
            } else {
                upstream.channel().close();
                take(ctx, connection, new TranslatedServer(connection, destination), first);
            }
        });
        upstream.attach(probe, codec, server);
    }

    static boolean isRefused(Connection connection, Upstream upstream) {
        boolean refused = !upstream.issues().isEmpty()
                && connection.engine().config().verification() == UpstreamVerification.STRICT;
        if (refused) {
            upstream.channel().close();
        }
        return refused;
    }

    private static void take(ChannelHandlerContext ctx, Connection connection, Backend backend, ByteBuf first) {
        Codec codec = Codec.facingClient(head(connection), backend.settings());
        ClientStreams client = new ClientStreams(connection, backend, codec);
        ctx.pipeline().addLast(codec, client);
        ctx.pipeline().remove(ctx.name());
        client.begin();
        backend.attach(client);
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
    }

    private static int head(Connection connection) {
        return connection.engine().config().limits().head();
    }
}

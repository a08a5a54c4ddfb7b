package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.record.Reading.Pause;
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
        if (isRefused(connection, upstream)) {
            take(ctx, connection, new NoServer(Unserved.badCertificate(upstream)), first);
            return;
        }
        Codec codec = Codec.facingServer(head(connection), ServerStreams.ownSettings(connection));
        ServerStreams server = new ServerStreams(connection, upstream, codec);
        Promise<Boolean> verdict = ctx.executor().newPromise();
        Kept kept = new Kept(first, () -> {
            verdict.cancel(false);
            upstream.channel().close();
            connection.unread(
                    StreamHeads.VERSION,
                    Outcome.incomplete("client_closed", "the client left before the server had greeted"));
        });
        ctx.pipeline().addLast(kept);
        ctx.pipeline().remove(ctx.name());
        connection.client().reading().pause(Pause.TURN);
        ChannelHandlerContext place = ctx.pipeline().context(kept);
        verdict.addListener((Future<Boolean> f) -> {
            if (f.isSuccess()) {
                if (!f.getNow()) {
                    upstream.channel().close();
                }
                install(place, connection, f.getNow() ? server : new TranslatedServer(connection, destination));
                kept.tellNext(place);
            }
        });
        upstream.attach(new Probe(connection.engine().config().timeouts().silence(), verdict), codec, server);
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
        install(ctx, connection, backend);
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
    }

    /** Puts a backend's client side in the place of the last handler. */
    private static void install(ChannelHandlerContext ctx, Connection connection, Backend backend) {
        Codec codec = Codec.facingClient(head(connection), backend.settings());
        ClientStreams client = new ClientStreams(connection, backend, codec);
        ctx.pipeline().addLast(codec, client);
        ctx.pipeline().remove(ctx.name());
        client.begin();
        backend.attach(client);
        connection.client().reading().resume(Pause.TURN);
    }

    private static int head(Connection connection) {
        return connection.engine().config().limits().head();
    }
}

package io.mingcha.proxy.tunnel;

import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Upstreams;
import io.mingcha.proxy.http2.Connection;
import io.mingcha.proxy.http2.Streams;
import io.mingcha.proxy.policy.Refusal;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.relay.Splice;
import io.mingcha.proxy.tls.Alert;
import io.mingcha.proxy.tls.AlertSniffer;
import io.mingcha.proxy.tls.CertificateIssue;
import io.mingcha.proxy.tls.HandshakeEnd;
import io.mingcha.proxy.tls.Negotiated;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees the handshake with the app through, and finds out what the app speaks behind it. */
final class Secured extends ChannelInboundHandlerAdapter {
    private final Engine engine;
    private final ClientConnection client;
    private final Target target;
    private final Instant opened;
    private final Destination older;
    private final Optional<Upstream> upstream;
    private final Upstreams upstreams;
    private final AlertSniffer alerts;
    private final SslHandler tls;
    private @Nullable ByteBuf bytes;
    private @Nullable Throwable problem;
    private boolean handshaken;
    private boolean serverEnded;
    private boolean settled;

    /**
     * @param older how to reach the server with HTTP/1.1
     */
    Secured(
            Engine engine,
            ClientConnection client,
            Target target,
            Instant opened,
            Destination older,
            Optional<Upstream> upstream,
            Upstreams upstreams,
            AlertSniffer alerts,
            SslHandler tls) {
        this.engine = engine;
        this.client = client;
        this.target = target;
        this.opened = opened;
        this.older = older;
        this.upstream = upstream;
        this.upstreams = upstreams;
        this.alerts = alerts;
        this.tls = tls;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                handshaken = true;
                client.secured(
                        Negotiated.withClient(
                                client.tls().orElseGet(() -> Negotiated.offered(target.hello())), tls, mirrored()),
                        engine.sink().now());
                upstream.ifPresent(u -> u.whenSpeaking(() -> serverSpoke(ctx, u)));
            } else {
                problem = completion.cause();
            }
        }
    }

    private Set<CertificateIssue> mirrored() {
        return engine.config().verification() == UpstreamVerification.MIRROR
                ? upstream.map(Upstream::issues).orElse(Set.of())
                : Set.of();
    }

    private void serverSpoke(ChannelHandlerContext ctx, Upstream server) {
        if (settled || bytes != null) {
            return;
        }
        if (server.isUsable()) {
            if (!speaksHttp2(server)) {
                raw(ctx, "the server spoke first");
            }
        } else {
            serverEnded = true;
            ctx.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf more)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        ByteBuf all = bytes;
        if (all == null) {
            engine.policy().accepted(target);
            all = more;
        } else {
            all = ctx.alloc().buffer().writeBytes(all).writeBytes(more);
            ReferenceCountUtil.release(bytes);
            more.release();
        }
        bytes = all;
        switch (FirstBytes.of(all)) {
            case HTTP -> http(ctx, all);
            case HTTP2 -> http2(ctx, all);
            case OTHER -> raw(ctx, "TLS, but not HTTP");
            case UNDECIDED -> {
                // More will come, or the end.
            }
        }
    }

    private void http(ChannelHandlerContext ctx, ByteBuf first) {
        settled = true;
        bytes = null;
        Conversations.take(
                ctx,
                engine,
                client,
                new TunnelRouter(new Origin("https", target.host(), target.port()), target.serverName()),
                upstreams,
                first);
    }

    private void http2(ChannelHandlerContext ctx, ByteBuf first) {
        settled = true;
        bytes = null;
        Connection connection =
                new Connection(engine, client, new Origin("https", target.host(), target.port()), target.serverName());
        upstreams.obtain(connection.origin()).addListener((Future<Upstream> f) -> {
            if (!f.isSuccess()) {
                Streams.refuse(ctx, connection, UpstreamFailure.of(f.cause()), first);
            } else if (speaksHttp2(f.getNow())) {
                Streams.bridge(ctx, connection, f.getNow(), first);
            } else if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                Streams.translate(ctx, connection, f.getNow(), older, first);
            } else {
                Streams.bridgeUnasked(ctx, connection, f.getNow(), older, first);
            }
        });
    }

    private static boolean speaksHttp2(Upstream server) {
        return server.tls()
                .flatMap(Tls::alpn)
                .filter(ApplicationProtocolNames.HTTP_2::equals)
                .isPresent();
    }

    private void raw(ChannelHandlerContext ctx, String why) {
        settled = true;
        Recording recording = open();
        if (upstream.isEmpty() || !upstream.get().isUsable()) {
            upstreams.obtain(new Origin("https", target.host(), target.port())).addListener(f -> {
                recording.close(UpstreamFailure.of(f.cause()).outcome());
                ctx.close();
            });
            return;
        }
        Upstream server = upstream.get();
        Splice splice = new Splice(engine, client, server, recording, true, Outcome.unread("not_http", why));
        ctx.pipeline().addLast(splice.clientSide());
        ByteBuf first = bytes == null ? Unpooled.EMPTY_BUFFER : bytes;
        bytes = null;
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
        server.attach(splice.serverSide());
    }

    private Recording open() {
        Server server = new Server(
                target.host(),
                target.port(),
                upstream.map(u -> u.address().getAddress().getHostAddress()),
                target.serverName());
        Recording recording =
                engine.open(new FlowSink.Opening(client.number(), "tls", "raw", client.client(), server, opened));
        recording.connections(
                server,
                client.tls(),
                upstream.flatMap(Upstream::tls),
                client.timing(opened, upstream.map(Upstream::marks)));
        return recording;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (settled) {
            return;
        }
        settled = true;
        upstreams.closeAll();
        open().close(outcome());
    }

    private Outcome outcome() {
        HandshakeEnd end = HandshakeEnd.of(handshaken, alerts.alert(), Optional.ofNullable(problem));
        boolean said = end.kind() == HandshakeEnd.Kind.REFUSED;
        if (engine.connections().isStopping() && !said) {
            return Outcome.unread("proxy_stopped", "the proxy was stopped");
        }
        if (serverEnded && !said && upstream.filter(Upstream::turnedAway).isPresent()) {
            return Outcome.unread("client_certificate_wanted", UpstreamFailure.CERTIFICATE_WANTED);
        }
        if (serverEnded && !said) {
            return Outcome.unread("upstream_closed", "the server ended the connection before the client sent anything");
        }
        if (bytes != null) {
            return Outcome.unread("client_closed", "the client ended the connection within its first line");
        }
        if (end.kind().mayBeRefusal()) {
            engine.policy().refused(new Refusal(target, end.alert().map(Alert::name)));
        }
        return Outcome.unread(end.kind().reason(), end.detail());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ReferenceCountUtil.release(bytes);
        bytes = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (problem == null) {
            problem = cause;
        }
        ctx.close();
    }
}

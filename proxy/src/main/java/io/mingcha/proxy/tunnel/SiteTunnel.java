package io.mingcha.proxy.tunnel;

import io.mingcha.certs.LeafRequest;
import io.mingcha.certs.LeafRequest.KeyKind;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.DialledUpstreams;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.Alert;
import io.mingcha.proxy.tls.AlertSniffer;
import io.mingcha.proxy.tls.ClientHello;
import io.mingcha.proxy.tls.ClientHelloReader;
import io.mingcha.proxy.tls.HandshakeEnd;
import io.mingcha.proxy.tls.Negotiated;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel that ends here: it leads to the proxy's own site, in TLS or in the clear. No server is dialled for it, and
 * nothing of it is recorded; a client that does not accept the certificate is a result of the site's self-check.
 */
final class SiteTunnel extends ChannelInboundHandlerAdapter {
    private static final String HTTP_1 = ApplicationProtocolNames.HTTP_1_1;
    private static final int FIRST_TLS_BYTE = 0x16;

    private final Engine engine;
    private final ClientConnection client;
    private final String host;
    private final int port;
    private final ByteBuf bytes;
    private final ClientHelloReader reader;
    private final AlertSniffer alerts = new AlertSniffer();
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable SslHandler tls;
    private @Nullable Throwable problem;
    private boolean handshaken;
    private boolean gaveUp;

    /**
     * @param bytes what the client sent already; taken over
     */
    SiteTunnel(Engine engine, ClientConnection client, String host, int port, ByteBuf bytes) {
        this.engine = engine;
        this.client = client;
        this.host = host;
        this.port = port;
        this.bytes = bytes;
        this.reader = new ClientHelloReader(engine.config().limits().hello());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor()
                .schedule(() -> giveUp(ctx), engine.config().timeouts().hello().toMillis(), TimeUnit.MILLISECONDS);
        client.reading().resume(Pause.TURN);
        look(ctx);
    }

    private void giveUp(ChannelHandlerContext ctx) {
        gaveUp = true;
        ctx.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf more) {
            bytes.writeBytes(more);
        }
        ReferenceCountUtil.release(msg);
        look(ctx);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!bytes.isReadable()) {
            return;
        }
        if (tls != null || bytes.getUnsignedByte(bytes.readerIndex()) != FIRST_TLS_BYTE) {
            converse(ctx);
            return;
        }
        ClientHelloReader.Result result = reader.look(bytes);
        if (result instanceof ClientHelloReader.Result.Complete complete) {
            secure(ctx, complete.hello());
        } else if (result instanceof ClientHelloReader.Result.NotTls) {
            ctx.close();
        }
    }

    private void secure(ChannelHandlerContext ctx, ClientHello hello) {
        client.offered(Negotiated.offered(hello));
        LeafRequest leaf = LeafRequest.of(LocalSite.HOST, "*." + LocalSite.HOST)
                .with(hello.takesEcdsa() ? KeyKind.EC : KeyKind.RSA);
        SslHandler handler = engine.contexts()
                .server(
                        ctx.alloc(),
                        leaf,
                        hello.alpn().stream().filter(HTTP_1::equals).findFirst());
        handler.setHandshakeTimeoutMillis(engine.config().timeouts().hello().toMillis());
        tls = handler;
        ctx.pipeline().addBefore(ctx.name(), "site-alerts", alerts).addBefore(ctx.name(), "site-tls", handler);
        ByteBuf first = ctx.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
        ChannelHandlerContext begin = ctx.pipeline().context(alerts);
        alerts.channelRead(begin, first);
        begin.fireChannelReadComplete();
    }

    private void converse(ChannelHandlerContext ctx) {
        TunnelRouter nobody = new TunnelRouter(
                new Origin(tls == null ? "http" : "https", LocalSite.HOST, port), Optional.of(LocalSite.HOST));
        Conversations.take(
                ctx,
                engine,
                client,
                SiteRouter.before(engine, client, LocalSite.isOurs(host) ? host : LocalSite.HOST, nobody),
                new DialledUpstreams(engine, client.channel().eventLoop()),
                bytes.retain());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        SslHandler handler = tls;
        if (handler != null && event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                handshaken = true;
                client.tls()
                        .ifPresent(offered -> client.secured(
                                Negotiated.withClient(offered, handler, Set.of()),
                                engine.sink().now()));
            } else {
                problem = completion.cause();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (tls != null && !gaveUp) {
            HandshakeEnd end = HandshakeEnd.of(handshaken, alerts.alert(), Optional.ofNullable(problem));
            engine.site()
                    .unsecured(
                            client.client(),
                            end.kind().mayBeRefusal(),
                            end.alert().map(Alert::name));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        bytes.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (problem == null) {
            problem = cause;
        }
        ctx.close();
    }
}

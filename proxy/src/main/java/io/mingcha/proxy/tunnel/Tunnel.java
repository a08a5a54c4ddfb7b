package io.mingcha.proxy.tunnel;

import io.mingcha.certs.LeafRequest;
import io.mingcha.certs.LeafRequest.KeyKind;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.DialledUpstreams;
import io.mingcha.proxy.http1.GivenUpstream;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Upstreams;
import io.mingcha.proxy.http2.Connection;
import io.mingcha.proxy.http2.Streams;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.relay.Splice;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.AlertSniffer;
import io.mingcha.proxy.tls.ClientHello;
import io.mingcha.proxy.tls.ClientHelloReader;
import io.mingcha.proxy.tls.Negotiated;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the first bytes of a tunnel and gives it to whoever can handle them. */
public final class Tunnel extends ChannelInboundHandlerAdapter {
    private static final int FIRST_TLS_BYTE = 0x16;
    private static final String HTTP_2 = ApplicationProtocolNames.HTTP_2;
    private static final List<String> HTTP_2_ONLY = List.of(HTTP_2);

    /** On the ports of protocols whose client always speaks first, a slow phone is likelier than a talkative server. */
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofSeconds(3);

    private final Engine engine;
    private final ClientConnection client;
    private final String host;
    private final int port;
    private final Instant opened;
    private final ByteBuf bytes;
    private Optional<String> serverName = Optional.empty();
    private Optional<Destination.TlsOffer> offered = Optional.empty();
    private boolean decided;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable Upstream early;

    /**
     * @param bytes what the client sent already; taken over
     */
    public Tunnel(Engine engine, ClientConnection client, String host, int port, ByteBuf bytes) {
        this.engine = engine;
        this.client = client;
        this.host = host;
        this.port = port;
        this.opened = engine.sink().now();
        this.bytes = bytes;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        boolean clientFirst = port == 443 || port == 80;
        wait(clientFirst ? PATIENCE_WITH_CLIENTS : engine.config().timeouts().silence(), this::letServerSpeak);
        look();
    }

    private void wait(Duration time, Runnable then) {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        deadline = context().executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf more) {
            boolean first = !bytes.isReadable();
            bytes.writeBytes(more);
            if (first && !decided) {
                wait(engine.config().timeouts().hello(), () -> raw("the first bytes were never finished"));
            }
        }
        ReferenceCountUtil.release(msg);
        look();
    }

    private void look() {
        if (decided || !bytes.isReadable()) {
            return;
        }
        if (bytes.getUnsignedByte(bytes.readerIndex()) == FIRST_TLS_BYTE) {
            ClientHelloReader.Result result =
                    ClientHelloReader.read(bytes, engine.config().limits().hello());
            if (result instanceof ClientHelloReader.Result.Complete complete) {
                decide(complete.hello());
            } else if (result instanceof ClientHelloReader.Result.NotTls not) {
                raw(not.why());
            }
            return;
        }
        switch (FirstBytes.of(bytes)) {
            case HTTP -> plainHttp();
            case HTTP2 -> plainHttp2();
            case OTHER -> raw("neither TLS nor HTTP");
            case UNDECIDED -> {
                // More will come, or the deadline.
            }
        }
    }

    private void settle() {
        decided = true;
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        client.reading().pause(Pause.TURN);
    }

    /** The client said nothing: perhaps it waits for the server. */
    private void letServerSpeak() {
        if (blocked().isPresent()) {
            raw("the client said nothing");
            return;
        }
        connect(Optional.empty(), Optional.empty()).addListener((Future<Upstream> f) -> {
            if (f.isSuccess() && !context().isRemoved() && context().channel().isActive()) {
                Upstream upstream = f.getNow();
                if (decided || bytes.isReadable()) {
                    upstream.channel().close();
                    return;
                }
                early = upstream;
                upstream.whenSpeaking(() -> {
                    if (!decided && !bytes.isReadable()) {
                        raw("the server spoke first");
                    }
                });
            } else if (f.isSuccess()) {
                f.getNow().channel().close();
            } else if (!decided && !bytes.isReadable()) {
                settle();
                failed("tcp", UpstreamFailure.of(f.cause()));
            }
        });
    }

    private Future<Upstream> connect(Optional<String> serverName, Optional<Destination.TlsOffer> tls) {
        return engine.connector().connect(client.channel().eventLoop(), destination(serverName, tls));
    }

    private Destination destination(Optional<String> serverName, Optional<Destination.TlsOffer> tls) {
        return new Destination(host, port, serverName, tls);
    }

    private void plainHttp() {
        settle();
        closeEarly();
        client.reading().resume(Pause.TURN);
        Conversations.take(
                context(),
                engine,
                client,
                SiteRouter.before(
                        engine, client, host, new TunnelRouter(new Origin("http", host, port), Optional.empty())),
                new DialledUpstreams(engine, client.channel().eventLoop()),
                bytes.retain());
    }

    private void plainHttp2() {
        settle();
        closeEarly();
        ChannelHandlerContext ctx = context();
        Connection connection = new Connection(engine, client, new Origin("http", host, port), Optional.empty());
        Optional<Outcome> blocked = blocked();
        if (blocked.isPresent()) {
            Streams.refuse(ctx, connection, new UpstreamFailure(blocked.get(), Optional.empty()), bytes.retain());
            return;
        }
        connect(Optional.empty(), Optional.empty()).addListener((Future<Upstream> f) -> {
            if (ctx.isRemoved() || !ctx.channel().isActive()) {
                if (f.isSuccess()) {
                    f.getNow().channel().close();
                }
                return;
            }
            if (f.isSuccess()) {
                Streams.bridgeUnasked(
                        ctx, connection, f.getNow(), destination(Optional.empty(), Optional.empty()), bytes.retain());
            } else {
                Streams.refuse(ctx, connection, UpstreamFailure.of(f.cause()), bytes.retain());
            }
        });
    }

    /** What a rule says against bytes without TLS. */
    private Optional<Outcome> blocked() {
        return engine.policy()
                .blocks(client.client(), host, port)
                .map(block -> Outcome.blocked(block.reason(), block.detail()));
    }

    private void closeEarly() {
        if (early != null) {
            early.channel().close();
            early = null;
        }
    }

    private void raw(String why) {
        if (decided) {
            return;
        }
        settle();
        Optional<Outcome> blocked = blocked();
        if (blocked.isPresent()) {
            closeEarly();
            finishUnread("tcp", blocked.get(), true);
            return;
        }
        Upstream ready = early;
        if (ready != null && ready.isUsable() || ready != null && !bytes.isReadable()) {
            early = null;
            splice(ready, "tcp", true, Outcome.unread("not_http", why));
        } else {
            spliceDialled("tcp", true, Optional.empty(), Outcome.unread("not_http", why));
        }
    }

    private void passThrough(ClientHello hello, Decision.PassThrough pass) {
        offered = Optional.of(new Destination.TlsOffer(
                hello.serverName(), hello.serverName().orElse(host), TlsContexts.parsed(hello.alpn())));
        spliceDialled("tls", false, hello.serverName(), Outcome.unread(pass.reason(), pass.detail()));
    }

    /** Says whose certificate it is of which the client alone sees the server. */
    private void probe(Recording recording, Server server, Timing marks) {
        if (offered.isPresent()) {
            CompletableFuture<Optional<Tls>> asked =
                    engine.probe().ask(client.channel().eventLoop(), destination(serverName, offered));
            recording.await(asked.whenCompleteAsync(
                    (seen, problem) -> recording.connections(server, client.tls(), seen, marks),
                    client.channel().eventLoop()));
        }
    }

    private void spliceDialled(String scheme, boolean keep, Optional<String> serverName, Outcome outcome) {
        closeEarly();
        connect(serverName, Optional.empty()).addListener((Future<Upstream> f) -> {
            if (f.isSuccess()) {
                splice(f.getNow(), scheme, keep, outcome);
            } else {
                failed(scheme, UpstreamFailure.of(f.cause()));
            }
        });
    }

    private void splice(Upstream upstream, String scheme, boolean keep, Outcome outcome) {
        ChannelHandlerContext ctx = context();
        Recording recording = open(scheme);
        Server server = server(Optional.of(upstream));
        Timing marks = client.timing(opened, Optional.of(upstream.marks()));
        recording.connections(server, client.tls(), Optional.empty(), marks);
        probe(recording, server, marks);
        Splice splice = new Splice(engine, client, upstream, recording, keep, outcome);
        ctx.pipeline().addLast(splice.clientSide());
        ByteBuf first = bytes.retain();
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
        upstream.attach(splice.serverSide());
        if (ctx.channel().isActive()) {
            client.reading().resume(Pause.TURN);
        } else {
            ctx.fireChannelInactive();
        }
    }

    private void failed(String scheme, UpstreamFailure failure) {
        finishUnread(scheme, failure.outcome(), true);
    }

    private void finishUnread(String scheme, Outcome outcome, boolean keep) {
        Recording recording = open(scheme);
        recording.connections(
                server(Optional.empty()), client.tls(), Optional.empty(), client.timing(opened, Optional.empty()));
        if (keep && scheme.equals("tcp")) {
            recording.bytes(Direction.REQUEST, bytes.retainedSlice());
        } else {
            recording.skipped(Direction.REQUEST, bytes.readableBytes());
        }
        recording.end(Direction.REQUEST, List.of(), true);
        recording.close(outcome);
        client.channel().close();
    }

    private Recording open(String scheme) {
        return engine.open(new FlowSink.Opening(
                client.number(), scheme, "raw", client.client(), server(Optional.empty()), opened));
    }

    private Server server(Optional<Upstream> upstream) {
        return new Server(
                serverName.orElse(host),
                port,
                upstream.map(u -> u.address().getAddress().getHostAddress()),
                serverName);
    }

    private void decide(ClientHello hello) {
        settle();
        serverName = hello.serverName();
        if (serverName.filter(LocalSite::isOurs).isPresent()) {
            endHere();
            return;
        }
        client.offered(Negotiated.offered(hello));
        Target target = new Target(client.client(), serverName.orElse(host), port, hello);
        if (engine.config().passThrough().stream().anyMatch(p -> p.matches(target.host()) || p.matches(host))) {
            passThrough(hello, new Decision.PassThrough("passed_through", "not decrypted, passed through"));
        } else {
            ask(target).whenComplete((decision, problem) -> {
                Decision made = problem == null ? decision : Decision.INTERCEPT;
                if (context().executor().inEventLoop()) {
                    carryOut(made, target);
                } else {
                    context().executor().execute(() -> carryOut(made, target));
                }
            });
        }
    }

    /** A server name of our own on the way to an address: redirected, or found by our resolver. */
    private void endHere() {
        ChannelHandlerContext ctx = context();
        ctx.pipeline().replace(this, "tunnel", new SiteTunnel(engine, client, LocalSite.HOST, port, bytes.retain()));
    }

    /** A policy that fails decides nothing: what can be read is read. */
    private CompletionStage<Decision> ask(Target target) {
        try {
            return engine.policy().decide(target);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void carryOut(Decision decision, Target target) {
        if (context().isRemoved() || !context().channel().isActive()) {
            return;
        }
        if (decision instanceof Decision.PassThrough pass) {
            passThrough(target.hello(), pass);
        } else if (decision instanceof Decision.Block block) {
            finishUnread("tls", Outcome.blocked(block.reason(), block.detail()), false);
        } else if (!TlsContexts.parses(target.hello().alpn())) {
            passThrough(
                    target.hello(), new Decision.PassThrough("alpn_not_supported", "not decrypted, passed through"));
        } else {
            intercept(target);
        }
    }

    private void intercept(Target target) {
        closeEarly();
        dial(target, TlsContexts.parsed(target.hello().alpn()));
        // Minted while the server is on its way to answering.
        if (serverName.isPresent()) {
            engine.contexts().prepare(LeafRequest.of(ownNames()).with(keyKind(target)));
        }
    }

    private void dial(Target target, List<String> offer) {
        List<String> wanted = TlsContexts.parsed(target.hello().alpn());
        connect(serverName, Optional.of(new Destination.TlsOffer(serverName, target.host(), offer)))
                .addListener((Future<Upstream> f) -> {
                    if (f.isSuccess()) {
                        Upstream upstream = f.getNow();
                        Optional<String> chosen = upstream.tls().flatMap(Tls::alpn);
                        boolean disagree = wanted.equals(HTTP_2_ONLY) && !chosen.equals(Optional.of(HTTP_2));
                        Optional<String> given = disagree ? Optional.of(HTTP_2) : chosen;
                        secure(target, leaf(upstream), given, Optional.of(upstream), given(upstream));
                        return;
                    }
                    UpstreamFailure failure = UpstreamFailure.of(f.cause());
                    boolean noneInCommon = failure.outcome().reason().equals(UpstreamFailure.NO_COMMON_PROTOCOL);
                    if (noneInCommon && offer.equals(HTTP_2_ONLY)) {
                        dial(target, List.of(ApplicationProtocolNames.HTTP_1_1));
                    } else {
                        GivenUpstream none = new GivenUpstream(client.channel().eventLoop(), failure);
                        secure(
                                target,
                                LeafRequest.of(ownNames()),
                                wanted.stream().findFirst(),
                                Optional.empty(),
                                none);
                    }
                });
    }

    private static KeyKind keyKind(Target target) {
        return target.hello().takesEcdsa() ? KeyKind.EC : KeyKind.RSA;
    }

    private Upstreams given(Upstream upstream) {
        return new GivenUpstream(client.channel().eventLoop(), upstream);
    }

    private List<String> ownNames() {
        return serverName
                .filter(name -> !name.equals(host))
                .map(name -> List.of(name, host))
                .orElse(List.of(host));
    }

    private LeafRequest leaf(Upstream upstream) {
        if (!upstream.issues().isEmpty() && engine.config().verification() == UpstreamVerification.MIRROR) {
            return MirroredLeaf.of(upstream, ownNames());
        }
        return serverName.isPresent() ? LeafRequest.of(ownNames()) : MirroredLeaf.namesOf(upstream, host);
    }

    private void secure(
            Target target,
            LeafRequest leaf,
            Optional<String> protocol,
            Optional<Upstream> upstream,
            Upstreams upstreams) {
        ChannelHandlerContext ctx = context();
        if (ctx.isRemoved() || !ctx.channel().isActive()) {
            upstreams.closeAll();
            return;
        }
        SslHandler tls = engine.contexts().server(ctx.alloc(), leaf.with(keyKind(target)), protocol);
        tls.setHandshakeTimeoutMillis(engine.config().timeouts().hello().toMillis());
        AlertSniffer alerts = new AlertSniffer();
        Destination older = destination(
                serverName,
                Optional.of(new Destination.TlsOffer(
                        serverName, target.host(), List.of(ApplicationProtocolNames.HTTP_1_1))));
        Secured secured = new Secured(engine, client, target, opened, older, upstream, upstreams, alerts, tls);
        ctx.pipeline().addLast(alerts, tls, secured);
        ByteBuf first = bytes.retain();
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
        client.reading().resume(Pause.TURN);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!decided) {
            settle();
            finishUnread(
                    client.tls().isPresent() ? "tls" : "tcp",
                    Outcome.unread("client_closed", "the client ended the tunnel before it said what it wanted"),
                    true);
        }
        closeEarly();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        bytes.release();
        closeEarly();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}

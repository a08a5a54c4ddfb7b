package io.mingcha.proxy.tunnel;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.DialledUpstreams;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http2.Connection;
import io.mingcha.proxy.http2.Streams;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.ClientHello;
import io.mingcha.proxy.tls.ClientHelloReader;
import io.mingcha.proxy.tls.Negotiated;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the first bytes of a tunnel and gives it to whoever can handle them. */
public final class Tunnel extends ChannelInboundHandlerAdapter {
    private static final int FIRST_TLS_BYTE = 0x16;

    /** On the ports of protocols whose client always speaks first, a slow phone is likelier than a talkative server. */
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofSeconds(3);

    private final Engine engine;
    private final ClientConnection client;
    private final String host;
    private final int port;
    private final Instant opened;
    private final ByteBuf bytes;
    private final ClientHelloReader reader;
    private boolean decided;
    private @Nullable Entrance place;
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
        this.reader = new ClientHelloReader(engine.config().limits().hello());
    }

    private Entrance entrance() {
        Entrance entrance = place;
        if (entrance == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return entrance;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        place = new Entrance(engine, client, host, port, opened, ctx, bytes, Optional.empty());
        boolean clientFirst = port == 443 || port == 80;
        wait(clientFirst ? PATIENCE_WITH_CLIENTS : engine.config().timeouts().silence(), this::letServerSpeak);
        look();
    }

    private void wait(Duration time, Runnable then) {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        deadline = entrance().ctx().executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
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
            ClientHelloReader.Result result = reader.look(bytes);
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
        entrance().connect(Optional.empty()).addListener((Future<Upstream> f) -> {
            if (f.isSuccess() && entrance().isOpen()) {
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
                new Unread(entrance()).unreachable(UpstreamFailure.of(f.cause()));
            }
        });
    }

    /** What a rule says against bytes without TLS. */
    private Optional<Decision.Block> blocked() {
        return engine.policy().blocks(client.client(), host, port);
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
        Optional<Decision.Block> block = blocked();
        if (block.isPresent()) {
            closeEarly();
            new Unread(entrance()).block("tcp", block.get());
            return;
        }
        Upstream ready = early;
        if (ready != null && (ready.isUsable() || !bytes.isReadable())) {
            early = null;
            new Unread(entrance()).raw(ready, why);
        } else {
            closeEarly();
            new Unread(entrance()).raw(why);
        }
    }

    private void plainHttp() {
        settle();
        closeEarly();
        client.reading().resume(Pause.TURN);
        Conversations.take(
                entrance().ctx(),
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
        Connection connection = new Connection(engine, client, new Origin("http", host, port), Optional.empty());
        Optional<Decision.Block> block = blocked();
        if (block.isPresent()) {
            Outcome outcome = Outcome.blocked(block.get().reason(), block.get().detail());
            Streams.refuse(
                    entrance().ctx(), connection, new UpstreamFailure(outcome, Optional.empty()), bytes.retain());
            return;
        }
        entrance().connect(Optional.empty()).addListener((Future<Upstream> f) -> {
            ChannelHandlerContext ctx = entrance().ctx();
            if (!f.isSuccess() && entrance().isOpen()) {
                Streams.refuse(ctx, connection, UpstreamFailure.of(f.cause()), bytes.retain());
            } else if (entrance().isOpen()) {
                Streams.bridgeUnasked(
                        ctx, connection, f.getNow(), entrance().destination(Optional.empty()), bytes.retain());
            } else if (f.isSuccess()) {
                f.getNow().channel().close();
            }
        });
    }

    private void decide(ClientHello hello) {
        settle();
        Entrance named = entrance().named(hello.serverName());
        place = named;
        if (hello.serverName().filter(LocalSite::isOurs).isPresent()) {
            endHere(named);
            return;
        }
        client.offered(Negotiated.offered(hello));
        Target target = new Target(client.client(), hello.serverName().orElse(host), port, hello);
        if (engine.config().passThrough().stream().anyMatch(p -> p.matches(target.host()) || p.matches(host))) {
            carryOut(Decision.passThrough("passed_through"), target);
            return;
        }
        ask(target).whenComplete((decision, problem) -> {
            Decision made = problem == null ? decision : Decision.INTERCEPT;
            if (named.ctx().executor().inEventLoop()) {
                carryOut(made, target);
            } else {
                named.ctx().executor().execute(() -> carryOut(made, target));
            }
        });
    }

    /** A server name of our own on the way to an address: redirected, or found by our resolver. */
    private void endHere(Entrance entrance) {
        entrance.ctx()
                .pipeline()
                .replace(this, "tunnel", new SiteTunnel(engine, client, LocalSite.HOST, port, bytes.retain()));
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
        if (!entrance().isOpen()) {
            return;
        }
        closeEarly();
        if (decision instanceof Decision.PassThrough pass) {
            new Unread(entrance()).passThrough(target.hello(), pass);
        } else if (decision instanceof Decision.Block block) {
            new Unread(entrance()).block("tls", block);
        } else if (!TlsContexts.parses(target.hello().alpn())) {
            new Unread(entrance()).passThrough(target.hello(), Decision.passThrough("alpn_not_supported"));
        } else {
            new Interception(entrance(), target).start();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!decided) {
            settle();
            new Unread(entrance()).abandoned();
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

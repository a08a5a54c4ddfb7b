package io.mingcha.proxy.tunnel;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.relay.Splice;
import io.mingcha.proxy.tls.ClientHello;
import io.mingcha.proxy.tls.Likeness;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What becomes of a tunnel whose content is not read: it is passed on or ended, and recorded with the reason. */
final class Unread {
    private static final String TCP = "tcp";
    private static final String TLS = "tls";

    private final Entrance entrance;

    Unread(Entrance entrance) {
        this.entrance = entrance;
    }

    /** Passes on what is no HTTP, and keeps a copy. */
    void raw(String why) {
        dial(TCP, true, Optional.empty(), notHttp(why));
    }

    /** The same to a server that is there already. */
    void raw(Upstream ready, String why) {
        splice(ready, TCP, true, Optional.empty(), notHttp(why));
    }

    private static Outcome notHttp(String why) {
        return Outcome.unread("not_http", why);
    }

    /** Passes on TLS as it is; of the server's certificate the proxy asks for itself, since the client alone sees it. */
    void passThrough(ClientHello hello, Decision.PassThrough pass) {
        Destination.TlsOffer asIfRead = new Destination.TlsOffer(
                hello.serverName(),
                hello.serverName().orElse(entrance.host()),
                TlsContexts.parsed(hello.alpn()),
                Likeness.of(hello));
        dial(TLS, false, Optional.of(asIfRead), Outcome.unread(pass.reason(), pass.detail()));
    }

    void block(String scheme, Decision.Block block) {
        finish(scheme, Outcome.blocked(block.reason(), block.detail()), true);
    }

    void unreachable(UpstreamFailure failure) {
        finish(TCP, failure.outcome(), true);
    }

    /** The client ended it before it had said what it wanted. */
    void abandoned() {
        finish(
                entrance.client().tls().isPresent() ? TLS : TCP,
                Outcome.unread("client_closed", "the client ended the tunnel before it said what it wanted"),
                true);
    }

    private void dial(String scheme, boolean keep, Optional<Destination.TlsOffer> probed, Outcome outcome) {
        // who has said everything may still want to hear
        entrance.ctx().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        entrance.connect(Optional.empty()).addListener((Future<Upstream> f) -> {
            if (f.isSuccess() && entrance.ctx().isRemoved()) {
                f.getNow().channel().close();
                finish(
                        scheme,
                        Outcome.unread("client_closed", "the client was gone before its server was reached"),
                        false);
            } else if (f.isSuccess()) {
                splice(f.getNow(), scheme, keep, probed, outcome);
            } else {
                finish(scheme, UpstreamFailure.of(f.cause()).outcome(), true);
            }
        });
    }

    private void splice(
            Upstream upstream, String scheme, boolean keep, Optional<Destination.TlsOffer> probed, Outcome outcome) {
        Recording recording = entrance.open(scheme);
        Server server = entrance.server(Optional.of(upstream));
        Timing marks = entrance.client().timing(entrance.opened(), Optional.of(upstream.marks()));
        recording.connections(server, entrance.client().tls(), Optional.empty(), marks);
        probed.ifPresent(offer -> probe(offer, recording, server, marks));
        Splice splice = new Splice(entrance.engine(), entrance.client(), upstream, recording, keep, outcome);
        entrance.ctx().pipeline().addLast(splice.clientSide());
        entrance.leave();
        upstream.attach(splice.serverSide());
        Channel channel = entrance.ctx().channel();
        if (!channel.isActive()) {
            entrance.ctx().fireChannelInactive();
            return;
        }
        if (channel instanceof SocketChannel socket && socket.isInputShutdown()) {
            entrance.ctx().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        entrance.goOn();
    }

    private void probe(Destination.TlsOffer offer, Recording recording, Server server, Timing marks) {
        CompletableFuture<Optional<Tls>> asked = entrance.engine()
                .probe()
                .ask(entrance.client().channel().eventLoop(), entrance.destination(Optional.of(offer)));
        recording.await(asked.whenCompleteAsync(
                (seen, problem) ->
                        recording.connections(server, entrance.client().tls(), seen, marks),
                entrance.client().channel().eventLoop()));
    }

    private void finish(String scheme, Outcome outcome, boolean keep) {
        Recording recording = entrance.open(scheme);
        recording.connections(
                entrance.server(Optional.empty()),
                entrance.client().tls(),
                Optional.empty(),
                entrance.client().timing(entrance.opened(), Optional.empty()));
        if (keep && scheme.equals(TCP)) {
            recording.bytes(Direction.REQUEST, entrance.bytes().retainedSlice());
        } else {
            recording.skipped(Direction.REQUEST, entrance.bytes().readableBytes());
        }
        recording.end(Direction.REQUEST, List.of(), true);
        recording.close(outcome);
        entrance.client().channel().close();
    }
}

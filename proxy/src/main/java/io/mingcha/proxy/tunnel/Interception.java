package io.mingcha.proxy.tunnel;

import io.mingcha.certs.LeafRequest;
import io.mingcha.certs.LeafRequest.KeyKind;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.http1.GivenUpstream;
import io.mingcha.proxy.http1.Upstreams;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.tls.AlertSniffer;
import io.mingcha.proxy.tls.Likeness;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;

/**
 * Makes a TLS connection readable: first the server's handshake, offered what the app offers, then the app's, with what the
 * server chose.
 */
final class Interception {
    private static final String HTTP_2 = ApplicationProtocolNames.HTTP_2;
    private static final List<String> HTTP_2_ONLY = List.of(HTTP_2);
    private static final List<String> HTTP_1_ONLY = List.of(ApplicationProtocolNames.HTTP_1_1);

    private final Entrance entrance;
    private final Target target;
    private final Likeness likeness;
    private final KeyKind keyKind;
    private final EventLoop loop;

    Interception(Entrance entrance, Target target) {
        this.entrance = entrance;
        this.target = target;
        this.likeness = Likeness.of(target.hello());
        this.keyKind = target.hello().takesEcdsa() ? KeyKind.EC : KeyKind.RSA;
        this.loop = entrance.client().channel().eventLoop();
    }

    void start() {
        dial(TlsContexts.parsed(target.hello().alpn()));
        // Minted while the server is on its way to answering.
        if (entrance.serverName().isPresent()) {
            entrance.engine().contexts().prepare(LeafRequest.of(ownNames()).with(keyKind));
        }
    }

    private void dial(List<String> offer) {
        List<String> wanted = TlsContexts.parsed(target.hello().alpn());
        entrance.connect(Optional.of(offer(offer))).addListener((Future<Upstream> f) -> {
            if (f.isSuccess()) {
                Upstream upstream = f.getNow();
                Optional<String> chosen = upstream.tls().flatMap(Tls::alpn);
                boolean disagree = wanted.equals(HTTP_2_ONLY) && !chosen.equals(Optional.of(HTTP_2));
                secure(
                        leaf(upstream),
                        disagree ? Optional.of(HTTP_2) : chosen,
                        Optional.of(upstream),
                        new GivenUpstream(loop, upstream));
                return;
            }
            UpstreamFailure failure = UpstreamFailure.of(f.cause());
            boolean noneInCommon = failure.outcome().reason().equals(UpstreamFailure.NO_COMMON_PROTOCOL);
            if (noneInCommon && offer.equals(HTTP_2_ONLY)) {
                dial(HTTP_1_ONLY);
            } else {
                secure(
                        LeafRequest.of(ownNames()),
                        wanted.stream().findFirst(),
                        Optional.empty(),
                        new GivenUpstream(loop, failure));
            }
        });
    }

    private Destination.TlsOffer offer(List<String> protocols) {
        return new Destination.TlsOffer(entrance.serverName(), target.host(), protocols, likeness);
    }

    private List<String> ownNames() {
        String host = entrance.host();
        return entrance.serverName()
                .filter(name -> !name.equals(host))
                .map(name -> List.of(name, host))
                .orElse(List.of(host));
    }

    private LeafRequest leaf(Upstream upstream) {
        boolean mirrored = entrance.engine().config().verification() == UpstreamVerification.MIRROR;
        if (mirrored && !upstream.issues().isEmpty()) {
            return MirroredLeaf.of(upstream, ownNames());
        }
        return entrance.serverName().isPresent()
                ? LeafRequest.of(ownNames())
                : MirroredLeaf.namesOf(upstream, entrance.host());
    }

    private void secure(LeafRequest leaf, Optional<String> protocol, Optional<Upstream> upstream, Upstreams upstreams) {
        if (!entrance.isOpen()) {
            upstreams.closeAll();
            return;
        }
        ChannelHandlerContext ctx = entrance.ctx();
        SslHandler tls = entrance.engine().contexts().server(ctx.alloc(), leaf.with(keyKind), protocol);
        tls.setHandshakeTimeoutMillis(
                entrance.engine().config().timeouts().hello().toMillis());
        AlertSniffer alerts = new AlertSniffer();
        Destination older = entrance.destination(Optional.of(offer(HTTP_1_ONLY)));
        ctx.pipeline()
                .addLast(
                        alerts,
                        tls,
                        new Secured(
                                entrance.engine(),
                                entrance.client(),
                                target,
                                entrance.opened(),
                                older,
                                upstream,
                                upstreams,
                                alerts,
                                tls));
        entrance.leave();
        entrance.goOn();
    }
}

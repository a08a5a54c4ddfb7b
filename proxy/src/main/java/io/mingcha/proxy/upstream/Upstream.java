package io.mingcha.proxy.upstream;

import io.mingcha.flows.Tls;
import io.mingcha.proxy.record.Reading;
import io.mingcha.proxy.tls.CertificateIssue;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection to a server, held still until someone attaches to it.
 *
 * @param chain the server's certificates, its own first; empty without TLS
 */
public record Upstream(
        Channel channel,
        Reading reading,
        InetSocketAddress address,
        Optional<Tls> tls,
        List<X509Certificate> chain,
        Set<CertificateIssue> issues,
        Marks marks) {

    /** When the steps towards it were done. */
    public record Marks(Instant resolved, Instant connected, Optional<Instant> secured) {}

    /** Runs once as soon as the server says something of its own accord, or ends. */
    public void whenSpeaking(Runnable action) {
        Hold hold = channel.pipeline().get(Hold.class);
        if (hold != null) {
            hold.whenSpeaking(action);
        }
    }

    /** Puts handlers in charge; what the server said meanwhile reaches them first. */
    public void attach(ChannelHandler... handlers) {
        channel.pipeline().addLast(handlers);
        channel.pipeline().remove(Hold.class);
    }

    /** Whether the server broke off because it got no certificate of its client. */
    public boolean turnedAway() {
        return TurnedAway.isSaidOn(channel);
    }

    public boolean isUsable() {
        return channel.isActive();
    }
}

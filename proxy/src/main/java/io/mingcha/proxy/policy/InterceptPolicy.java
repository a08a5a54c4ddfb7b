package io.mingcha.proxy.policy;

import io.mingcha.flows.Client;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Decides on each connection. Called on event loops: answers at once or later, never waits. */
public interface InterceptPolicy {

    CompletionStage<Decision> decide(Target target);

    /** Whether a request without TLS goes nowhere; it is always read. */
    default Optional<Decision.Block> blocks(Client client, String host, int port) {
        return Optional.empty();
    }

    /** Learns that a client refused the certificate, or may have, so that a later decision can differ. */
    default void refused(Refusal refusal) {}

    /** Learns that a client sent something of its own behind the handshake: it takes the certificate. */
    default void accepted(Target target) {}

    /** Learns that a server wants a certificate of its client, which the proxy does not have. */
    default void clientCertificateWanted(String host, int port) {}

    /** Learns that somebody who may not use the proxy tried to. */
    default void turnedAway(InetAddress address) {}

    /** Learns that an address was let in while the proxy runs. */
    default void letIn(InetAddress address) {}

    /** Reads whatever can be read. */
    static InterceptPolicy interceptAll() {
        return target -> CompletableFuture.completedFuture(Decision.INTERCEPT);
    }
}

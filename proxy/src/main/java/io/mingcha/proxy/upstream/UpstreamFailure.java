package io.mingcha.proxy.upstream;

import io.mingcha.flows.Outcome;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Why there is no connection to a server. */
public final class UpstreamFailure extends Exception {
    /** The server speaks none of the protocols that it was offered. */
    public static final String NO_COMMON_PROTOCOL = "upstream_alpn_refused";

    /** What the record says of a server that wants a certificate of its client. */
    public static final String CERTIFICATE_WANTED =
            "the server wants a certificate of its client; the next connection passes through";

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;
    private final transient Optional<InetSocketAddress> address;

    public UpstreamFailure(Outcome outcome, Optional<InetSocketAddress> address) {
        super(outcome.reason() + ": " + outcome.detail(), null, false, false);
        this.outcome = outcome;
        this.address = address;
    }

    static UpstreamFailure failed(String reason, String detail, Optional<InetSocketAddress> address) {
        return new UpstreamFailure(Outcome.failed(reason, detail), address);
    }

    /** The outcome of a flow that needed the connection. */
    public Outcome outcome() {
        return outcome;
    }

    public Optional<InetSocketAddress> address() {
        return address;
    }

    /** What a failure of any kind means for a flow. */
    public static UpstreamFailure of(Throwable cause) {
        return cause instanceof UpstreamFailure failure
                ? failure
                : failed("upstream_unreachable", String.valueOf(cause.getMessage()), Optional.empty());
    }
}

package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Why a request reaches no server, and how far it got. */
record Unserved(
        Outcome outcome, Optional<InetSocketAddress> address, Optional<Tls> tls, Optional<Upstream.Marks> marks) {

    static Unserved of(Outcome outcome) {
        return new Unserved(outcome, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Unserved of(UpstreamFailure failure) {
        return new Unserved(failure.outcome(), failure.address(), Optional.empty(), Optional.empty());
    }

    /** The server's certificate is not good enough. */
    static Unserved badCertificate(Upstream upstream) {
        return new Unserved(
                Outcome.failed("upstream_certificate", CertificateCheck.label(upstream.issues())),
                Optional.of(upstream.address()),
                upstream.tls(),
                Optional.of(upstream.marks()));
    }
}

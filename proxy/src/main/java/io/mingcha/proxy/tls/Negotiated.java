package io.mingcha.proxy.tls;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.Tls;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a handshake came to, in the words of the record. */
public final class Negotiated {
    /** A chain that is longer is not worth recording whole. */
    private static final int MOST_CERTIFICATES = 10;

    private Negotiated() {}

    /** Before the handshake with the app: what it offered. */
    public static Tls offered(ClientHello hello) {
        return new Tls(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                hello.alpn(),
                Optional.of(hello.ja3()),
                Optional.of(hello.ja4()),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * After the handshake with the app.
     *
     * @param shown what is wrong with the certificate that the app was shown
     */
    public static Tls withClient(Tls offered, SslHandler handler, Set<CertificateIssue> shown) {
        SSLSession session = handler.engine().getSession();
        return new Tls(
                        Optional.of(session.getProtocol()),
                        Optional.of(session.getCipherSuite()),
                        Optional.ofNullable(handler.applicationProtocol()),
                        offered.offeredAlpn(),
                        offered.ja3(),
                        offered.ja4(),
                        Optional.empty(),
                        issue(shown))
                .withResumed(resumed(handler));
    }

    private static Optional<String> issue(Set<CertificateIssue> issues) {
        return issues.isEmpty() ? Optional.empty() : Optional.of(CertificateCheck.label(issues));
    }

    /** After the handshake with the server. */
    public static Tls withServer(SslHandler handler, List<X509Certificate> chain, Set<CertificateIssue> issues) {
        SSLSession session = handler.engine().getSession();
        return new Tls(
                        Optional.of(session.getProtocol()),
                        Optional.of(session.getCipherSuite()),
                        Optional.ofNullable(handler.applicationProtocol()),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        chain.stream().findFirst().map(CertificateAuthority::fingerprint),
                        issue(issues))
                .withResumed(resumed(handler));
    }

    /** Known of BoringSSL only: what the JDK tells of a session does not say where it began. */
    @SuppressWarnings("deprecation") // no other way leads to the native session
    private static Optional<Boolean> resumed(SslHandler handler) {
        if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            long session = engine.sslPointer();
            return session == 0 ? Optional.empty() : Optional.of(SSL.isSessionReused(session));
        }
        return Optional.empty();
    }

    /** The same with the names in the chain: for a connection whose content says nothing of who is behind it. */
    public static Tls withChain(Tls server, List<X509Certificate> chain) {
        return server.withChain(chain.stream()
                .limit(MOST_CERTIFICATES)
                .map(c -> c.getSubjectX500Principal().getName())
                .toList());
    }

    /** The server's certificates, its own first; empty if it showed none. */
    public static List<X509Certificate> chain(SslHandler handler) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : handler.engine().getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}

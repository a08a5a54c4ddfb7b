package io.mingcha.flows;

import java.util.List;
import java.util.Optional;

/**
 * What one side of a connection negotiated. Absent members were not seen.
 *
 * @param version such as {@code TLSv1.3}
 * @param alpn the protocol chosen
 * @param offeredAlpn what the ClientHello offered, in order
 * @param ja3 and {@code ja4} fingerprints of the ClientHello
 * @param certificate SHA-256 of the server's leaf certificate in hex
 * @param issue what verification said against the server's certificate, if anything; of an app's connection, what is wrong
 *     with the certificate that it was shown in its stead
 * @param chain whose the server's certificates are, its own first
 * @param resumed whether the handshake took up an earlier session instead of agreeing on a new one
 */
public record Tls(
        Optional<String> version,
        Optional<String> cipher,
        Optional<String> alpn,
        List<String> offeredAlpn,
        Optional<String> ja3,
        Optional<String> ja4,
        Optional<String> certificate,
        Optional<String> issue,
        List<String> chain,
        Optional<Boolean> resumed) {

    public Tls {
        offeredAlpn = List.copyOf(offeredAlpn);
        chain = List.copyOf(chain);
    }

    /** Without a chain, and nothing known of earlier sessions. */
    public Tls(
            Optional<String> version,
            Optional<String> cipher,
            Optional<String> alpn,
            List<String> offeredAlpn,
            Optional<String> ja3,
            Optional<String> ja4,
            Optional<String> certificate,
            Optional<String> issue) {
        this(version, cipher, alpn, offeredAlpn, ja3, ja4, certificate, issue, List.of(), Optional.empty());
    }

    /** The same, and whose the server's certificates are. */
    public Tls withChain(List<String> subjects) {
        return new Tls(version, cipher, alpn, offeredAlpn, ja3, ja4, certificate, issue, subjects, resumed);
    }

    /** The same, and whether an earlier session was taken up. */
    public Tls withResumed(Optional<Boolean> whether) {
        return new Tls(version, cipher, alpn, offeredAlpn, ja3, ja4, certificate, issue, chain, whether);
    }

    public static final Tls UNKNOWN = new Tls(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}

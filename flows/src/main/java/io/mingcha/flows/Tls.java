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
        List<String> chain) {

    public Tls {
        offeredAlpn = List.copyOf(offeredAlpn);
        chain = List.copyOf(chain);
    }

    /** Without a chain. */
    public Tls(
            Optional<String> version,
            Optional<String> cipher,
            Optional<String> alpn,
            List<String> offeredAlpn,
            Optional<String> ja3,
            Optional<String> ja4,
            Optional<String> certificate,
            Optional<String> issue) {
        this(version, cipher, alpn, offeredAlpn, ja3, ja4, certificate, issue, List.of());
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

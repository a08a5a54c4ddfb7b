package io.mingcha.proxy.tls;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client says before anything is encrypted (RFC 8446, 4.1.2).
 *
 * @param serverName the server name if it is a host name; rubbish and addresses count as absent
 * @param extensions their types, in order
 * @param versions of the supported_versions extension
 */
public record ClientHello(
        int legacyVersion,
        List<Integer> ciphers,
        List<Integer> extensions,
        Optional<String> serverName,
        boolean namesServer,
        List<String> alpn,
        List<Integer> groups,
        List<Integer> pointFormats,
        List<Integer> signatureAlgorithms,
        List<Integer> versions) {

    private static final int ECDSA = 3;
    private static final int TLS_1_3 = 0x0304;
    private static final int TLS_1_3_SUITES = 0x13;

    /** Suites of TLS 1.2 and before that are signed with an elliptic curve. */
    private static final Set<Integer> ECDSA_SUITES =
            Set.of(0xc007, 0xc008, 0xc009, 0xc00a, 0xc023, 0xc024, 0xc02b, 0xc02c, 0xc0ac, 0xc0ad, 0xcca9);

    public ClientHello {
        ciphers = List.copyOf(ciphers);
        extensions = List.copyOf(extensions);
        alpn = List.copyOf(alpn);
        groups = List.copyOf(groups);
        pointFormats = List.copyOf(pointFormats);
        signatureAlgorithms = List.copyOf(signatureAlgorithms);
        versions = List.copyOf(versions);
    }

    /** MD5 fingerprint of version, ciphers, extensions, groups and point formats. */
    public String ja3() {
        return Fingerprint.ja3(this);
    }

    /** The fingerprint that does not change when a client shuffles its extensions. */
    public String ja4() {
        return Fingerprint.ja4(this);
    }

    /** Whether an elliptic-curve leaf can be shown to this client: both a suite and a signature have to allow it. */
    public boolean takesEcdsa() {
        boolean suite = ciphers.stream()
                .anyMatch(c -> ECDSA_SUITES.contains(c) || c >> 8 == TLS_1_3_SUITES && versions.contains(TLS_1_3));
        boolean signature = signatureAlgorithms.isEmpty()
                || signatureAlgorithms.stream().anyMatch(a -> (a & 0xff) == ECDSA && a >> 8 >= 2 && a >> 8 <= 6);
        return suite && signature;
    }
}

package io.mingcha.proxy.tls;

import java.util.List;
import java.util.Optional;

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
    private static final int TLS_1_2 = 0x0303;

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

    /** Whether an elliptic-curve leaf can be shown to this client. */
    public boolean takesEcdsa() {
        return signatureAlgorithms.isEmpty()
                ? legacyVersion < TLS_1_2 || !groups.isEmpty()
                : signatureAlgorithms.stream().anyMatch(a -> (a & 0xff) == ECDSA && a >> 8 >= 2 && a >> 8 <= 6);
    }
}

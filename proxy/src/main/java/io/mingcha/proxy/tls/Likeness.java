package io.mingcha.proxy.tls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a ClientHello to a server can have in common with the app's: suites and groups, in the app's order. Empty
 * where nothing of the app's is known, or nothing that can be said: then the proxy's own.
 *
 * @param suites by their standard names; those of TLS 1.3 all or none, since nobody can choose among them
 */
public record Likeness(List<String> suites, List<String> groups) {
    /** The proxy's own. */
    public static final Likeness NONE = new Likeness(List.of(), List.of());

    private static final List<String> TLS_1_3_SUITES =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    private static final int TLS_1_3_PREFIX = 0x13;

    private static final Map<Integer, String> SUITES = Map.ofEntries(
            Map.entry(0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            Map.entry(0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            Map.entry(0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            Map.entry(0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
            Map.entry(0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
            Map.entry(0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
            Map.entry(0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
            Map.entry(0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
            Map.entry(0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
            Map.entry(0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
            Map.entry(0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256"),
            Map.entry(0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384"),
            Map.entry(0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA"),
            Map.entry(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"));

    /** As the native library calls them (RFC 8446, 4.2.7; draft-kwiatkowski-tls-ecdhe-mlkem). */
    private static final Map<Integer, String> GROUPS = Map.of(
            0x001d, "X25519",
            0x0017, "P-256",
            0x0018, "P-384",
            0x0019, "P-521",
            0x11ec, "X25519MLKEM768",
            0x6399, "X25519Kyber768Draft00");

    public Likeness {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
    }

    /** Every group that may be named in one. */
    static Set<String> knownGroups() {
        return Set.copyOf(GROUPS.values());
    }

    public static Likeness of(ClientHello hello) {
        return new Likeness(
                suites(hello.ciphers()),
                hello.groups().stream()
                        .map(GROUPS::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private static List<String> suites(List<Integer> offered) {
        Set<String> suites = new LinkedHashSet<>();
        List<String> older = new ArrayList<>();
        for (int suite : offered) {
            if (suite >> 8 == TLS_1_3_PREFIX) {
                suites.addAll(TLS_1_3_SUITES);
            } else if (SUITES.containsKey(suite)) {
                older.add(SUITES.get(suite));
            }
        }
        suites.addAll(older);
        return List.copyOf(suites);
    }
}

package io.mingcha.proxy.tls;

import io.mingcha.proxy.config.ClientCertificate;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Answers servers that want a certificate of their client, and remembers for which of them there was none. */
final class ClientKeys extends EngineKeys {
    private static final String PREFIX = "client-";

    private final List<ClientCertificate> certificates;
    private final Map<SSLEngine, Ask> asks = Collections.synchronizedMap(new WeakHashMap<>());

    /** A handshake under way. */
    private static final class Ask {
        private final String host;
        private volatile boolean lacking;

        Ask(String host) {
            this.host = host;
        }
    }

    ClientKeys(List<ClientCertificate> certificates) {
        this.certificates = certificates;
    }

    /** Tells whom a handshake is with. */
    void expect(SSLEngine engine, String host) {
        asks.put(engine, new Ask(host));
    }

    /** Whether the server asked in vain. */
    boolean lacked(SSLEngine engine) {
        Ask ask = asks.get(engine);
        return ask != null && ask.lacking;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        Ask ask = asks.get(engine);
        String host = ask == null ? engine.getPeerHost() : ask.host;
        for (int i = 0; i < certificates.size() && host != null; i++) {
            ClientCertificate each = certificates.get(i);
            boolean fits = Arrays.stream(keyTypes)
                    .anyMatch(type -> type.startsWith(each.key().getAlgorithm()));
            if (fits && each.hosts().matches(host)) {
                return PREFIX + i;
            }
        }
        if (ask != null) {
            ask.lacking = true;
        }
        return null;
    }

    private Optional<ClientCertificate> of(String alias) {
        return alias.startsWith(PREFIX)
                ? Optional.of(certificates.get(Integer.parseInt(alias.substring(PREFIX.length()))))
                : Optional.empty();
    }

    @Override
    @SuppressWarnings("NullAway") // the interface wants null for an unknown alias
    public X509Certificate[] getCertificateChain(String alias) {
        return of(alias).map(c -> c.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    @SuppressWarnings("NullAway") // the interface wants null for an unknown alias
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).map(ClientCertificate::key).orElse(null);
    }
}

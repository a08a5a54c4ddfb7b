package io.mingcha.proxy.tls;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Leaf;
import io.mingcha.certs.LeafRequest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The leaves in use. One server context serves all hosts: the engine's peer host, which a server has no other use for,
 * names the leaf. So a never-seen host costs one signature, and no native memory hangs on a host.
 */
final class LeafCache extends EngineKeys {
    private static final int LEAVES = 4096;

    private final CertificateAuthority authority;
    private final Cache<String, Entry> byAlias =
            CacheBuilder.newBuilder().maximumSize(LEAVES).build();
    private final Cache<LeafRequest, Entry> leaves =
            CacheBuilder.newBuilder().maximumSize(LEAVES).build();
    private final AtomicLong minted = new AtomicLong();

    private record Entry(String alias, Leaf leaf, X509Certificate[] chain) {}

    LeafCache(CertificateAuthority authority) {
        this.authority = authority;
    }

    /** Mints the leaf unless there is one that is good for a while, and returns the alias that selects it. */
    String prepare(LeafRequest request) {
        try {
            Entry entry = leaves.get(request, () -> mint(request));
            if (authority.isOutlived(request, entry.leaf())) {
                leaves.asMap().remove(request, entry);
                entry = leaves.get(request, () -> mint(request));
            }
            byAlias.put(entry.alias(), entry);
            return entry.alias();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    long size() {
        return leaves.size();
    }

    // an alias is looked at as if it were a host name: one that could not be is an exception thrown at every handshake
    private Entry mint(LeafRequest request) {
        Leaf leaf = authority.issue(request);
        String alias = prefix(request.key().name()) + minted.getAndIncrement();
        return new Entry(alias, leaf, leaf.chain().toArray(X509Certificate[]::new));
    }

    private static String prefix(String keyType) {
        return keyType.toLowerCase(Locale.ROOT) + "-";
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String alias = engine.getPeerHost();
        return alias != null && alias.startsWith(prefix(keyType)) ? alias : null;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface wants null for an unknown alias
    public X509Certificate[] getCertificateChain(String alias) {
        Entry entry = byAlias.getIfPresent(alias);
        return entry == null ? null : entry.chain();
    }

    @Override
    @SuppressWarnings("NullAway") // the interface wants null for an unknown alias
    public PrivateKey getPrivateKey(String alias) {
        Entry entry = byAlias.getIfPresent(alias);
        return entry == null ? null : entry.leaf().key();
    }
}

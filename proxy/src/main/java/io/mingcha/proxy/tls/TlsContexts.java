package io.mingcha.proxy.tls;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.LeafRequest;
import io.mingcha.proxy.config.ClientCertificate;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/**
 * The shared contexts of both sides: one for each protocol that a client can be given, and one for each offer that can be
 * made to a server. BoringSSL where it loads, the JDK elsewhere.
 */
public final class TlsContexts implements AutoCloseable {
    private static final String HTTP_2 = ApplicationProtocolNames.HTTP_2;
    private static final String HTTP_1 = ApplicationProtocolNames.HTTP_1_1;

    /** Netty's defaults know no CBC suite for elliptic-curve leaves, which old clients need. */
    private static final List<String> OLD_CIPHERS =
            List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA");

    private static final int MOST_ALIKE = 64;

    /** Leaves in native form, a few kilobytes each; evicted ones make room. */
    private static final int MOST_KEPT_NATIVE = 2048;

    private final SslProvider provider;
    private final LeafCache leaves;
    private final ClientKeys keys;
    private final Map<Optional<String>, SslContext> servers = new HashMap<>();
    private final Map<List<String>, SslContext> clients = new HashMap<>();
    private final Map<Offer, SslContext> alike = new ConcurrentHashMap<>();
    private boolean closed;

    /** With nothing to show to servers that want to know their client. */
    public TlsContexts(CertificateAuthority authority) throws SSLException {
        this(authority, List.of());
    }

    public TlsContexts(CertificateAuthority authority, List<ClientCertificate> certificates) throws SSLException {
        this(authority, certificates, OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK);
    }

    TlsContexts(CertificateAuthority authority, List<ClientCertificate> certificates, SslProvider provider)
            throws SSLException {
        this.provider = provider;
        this.keys = new ClientKeys(certificates);
        this.leaves = new LeafCache(authority);
        for (Optional<String> chosen : List.of(Optional.<String>empty(), Optional.of(HTTP_2), Optional.of(HTTP_1))) {
            servers.put(chosen, server(chosen.stream().toList()));
        }
        for (List<String> offer : List.of(
                List.<String>of(),
                List.of(HTTP_1),
                List.of(HTTP_2),
                List.of(HTTP_2, HTTP_1),
                List.of(HTTP_1, HTTP_2))) {
            clients.put(offer, client(offer, Likeness.NONE));
        }
    }

    /** What of a client's offer can be offered on: all that is parsed, in its order. */
    public static List<String> parsed(List<String> offered) {
        return offered.stream()
                .filter(p -> p.equals(HTTP_2) || p.equals(HTTP_1))
                .distinct()
                .toList();
    }

    /** Whether a client with such an offer can be read. */
    public static boolean parses(List<String> offered) {
        return offered.isEmpty() || !parsed(offered).isEmpty();
    }

    /** Whether TLS is native. */
    public boolean isNative() {
        return provider != SslProvider.JDK;
    }

    /**
     * The side that faces the app, showing a leaf as requested.
     *
     * @param protocol what the app gets of its offer
     */
    public SslHandler server(ByteBufAllocator allocator, LeafRequest leaf, Optional<String> protocol) {
        return chosen(servers, protocol).newHandler(allocator, leaves.prepare(leaf), 0);
    }

    /** Mints ahead of the need, while the upstream connection is on its way. */
    public void prepare(LeafRequest leaf) {
        leaves.prepare(leaf);
    }

    /**
     * The side that faces a server.
     *
     * @param serverName what to ask for
     * @param host the server's name, whatever it is asked for
     * @param offer protocols as {@link #parsed} leaves them
     * @param likeness what else the app offered
     */
    public SslHandler client(
            ByteBufAllocator allocator,
            Optional<String> serverName,
            String host,
            int port,
            List<String> offer,
            Likeness likeness) {
        SslHandler handler = handler(clientContext(offer, likeness), allocator, serverName, port);
        keys.expect(handler.engine(), host);
        return handler;
    }

    /** The same to a server of which no more is known, on nobody's behalf. */
    public SslHandler client(ByteBufAllocator allocator, Optional<String> serverName, int port, List<String> offer) {
        return handler(chosen(clients, offer), allocator, serverName, port);
    }

    private static SslHandler handler(
            SslContext context, ByteBufAllocator allocator, Optional<String> serverName, int port) {
        return serverName
                .map(name -> context.newHandler(allocator, name, port))
                .orElseGet(() -> context.newHandler(allocator));
    }

    /** There are few TLS stacks, but hostile clients can invent many: beyond a bound all have the proxy's own. */
    private SslContext clientContext(List<String> offer, Likeness likeness) {
        if (!isNative() || likeness.equals(Likeness.NONE)) {
            return chosen(clients, offer);
        }
        Offer key = new Offer(offer, likeness);
        SslContext known = alike.get(key);
        if (known != null) {
            return known;
        }
        synchronized (alike) {
            if (alike.size() >= MOST_ALIKE || closed) {
                return chosen(clients, offer);
            }
            return alike.computeIfAbsent(key, k -> {
                try {
                    return client(k.protocols(), k.likeness());
                } catch (SSLException e) {
                    throw new IllegalStateException("a context as there are others", e);
                }
            });
        }
    }

    private record Offer(List<String> protocols, Likeness likeness) {}

    /** Whether the server asked for a certificate of its client and there was none for it. */
    public boolean lackedCertificate(SslHandler client) {
        return keys.lacked(client.engine());
    }

    private static <K> SslContext chosen(Map<K, SslContext> contexts, K key) {
        SslContext context = contexts.get(key);
        if (context == null) {
            throw new IllegalArgumentException("no protocol that is parsed: " + key);
        }
        return context;
    }

    private Stream<SslContext> all() {
        return Stream.of(servers.values(), clients.values(), alike.values()).flatMap(Collection::stream);
    }

    /** How many leaves are kept. */
    long leaves() {
        return leaves.size();
    }

    /** References to native contexts, none after {@link #close} and the end of all connections. */
    int references() {
        return all().mapToInt(ReferenceCountUtil::refCnt)
                .filter(count -> count > 0)
                .sum();
    }

    private SslContext server(List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(kept(leaves)).trustManager(new AnyCertificate());
        SslContext context = common(builder, protocols).build();
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setTicketKeys(ticketKey());
        }
        return context;
    }

    /** Otherwise each handshake would have key and certificates encoded for the native side, and decoded there. */
    private static KeyManagerFactory kept(LeafCache leaves) {
        return new OpenSslCachingX509KeyManagerFactory(new LeafKeyFactory(leaves), MOST_KEPT_NATIVE);
    }

    private SslContext client(List<String> protocols, Likeness likeness) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .keyManager(keys)
                .trustManager(new AnyCertificate())
                .endpointIdentificationAlgorithm(null);
        common(builder, protocols);
        List<String> groups = likeness.groups().stream()
                .filter(NativeGroups.AVAILABLE::contains)
                .toList();
        if (!groups.isEmpty()) {
            builder.option(OpenSslContextOption.GROUPS, groups.toArray(String[]::new));
        }
        if (!likeness.suites().isEmpty()) {
            builder.ciphers(likeness.suites());
        }
        return builder.build();
    }

    private SslContextBuilder common(SslContextBuilder builder, List<String> protocols) {
        builder.sslProvider(provider);
        if (isNative()) {
            builder.protocols("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1").ciphers(ciphers());
        } else {
            builder.protocols("TLSv1.3", "TLSv1.2");
        }
        if (!protocols.isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocols));
        }
        return builder;
    }

    private static List<String> ciphers() {
        List<String> ciphers = new ArrayList<>(OpenSsl.availableJavaCipherSuites().stream()
                .filter(c -> c.contains("_GCM_") || c.contains("CHACHA20") || c.startsWith("TLS_AES"))
                .toList());
        ciphers.addAll(OLD_CIPHERS);
        ciphers.addAll(List.of(
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_RSA_WITH_AES_256_CBC_SHA"));
        return ciphers;
    }

    private static OpenSslSessionTicketKey ticketKey() {
        SecureRandom random = new SecureRandom();
        byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
        byte[] hmac = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
        byte[] aes = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
        random.nextBytes(name);
        random.nextBytes(hmac);
        random.nextBytes(aes);
        return new OpenSslSessionTicketKey(name, hmac, aes);
    }

    @Override
    public void close() {
        synchronized (alike) {
            closed = true;
        }
        all().forEach(ReferenceCountUtil::release);
    }
}

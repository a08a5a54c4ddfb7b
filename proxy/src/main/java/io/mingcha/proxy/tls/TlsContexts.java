package io.mingcha.proxy.tls;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.LeafRequest;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The shared contexts of both sides: two for each, with and without ALPN. BoringSSL where it loads, the JDK elsewhere.
 */
public final class TlsContexts implements AutoCloseable {
    /** What the engine can parse behind ALPN; HTTP/2 joins here. */
    private static final String PARSED = ApplicationProtocolNames.HTTP_1_1;

    /** Netty's defaults know no CBC suite for elliptic-curve leaves, which old clients need. */
    private static final List<String> OLD_CIPHERS =
            List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA");

    private final SslProvider provider;
    private final LeafCache leaves;
    private final SslContext server;
    private final SslContext serverAlpn;
    private final SslContext client;
    private final SslContext clientAlpn;

    public TlsContexts(CertificateAuthority authority) throws SSLException {
        this(authority, OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK);
    }

    TlsContexts(CertificateAuthority authority, SslProvider provider) throws SSLException {
        this.provider = provider;
        this.leaves = new LeafCache(authority);
        this.server = server(false);
        this.serverAlpn = server(true);
        this.client = client(false);
        this.clientAlpn = client(true);
    }

    /** Which of the offered protocols can be offered on: all that is parsed, or nothing. */
    public static boolean parses(List<String> offered) {
        return offered.isEmpty() || offered.contains(PARSED);
    }

    /** Whether TLS is native. */
    public boolean isNative() {
        return provider != SslProvider.JDK;
    }

    /** The side that faces the app, showing a leaf as requested. */
    public SslHandler server(ByteBufAllocator allocator, LeafRequest leaf, boolean alpn) {
        return (alpn ? serverAlpn : server).newHandler(allocator, leaves.prepare(leaf), 0);
    }

    /** Mints ahead of the need, while the upstream connection is on its way. */
    public void prepare(LeafRequest leaf) {
        leaves.prepare(leaf);
    }

    /** The side that faces a server. */
    public SslHandler client(ByteBufAllocator allocator, Optional<String> serverName, int port, boolean alpn) {
        SslContext context = alpn ? clientAlpn : client;
        return serverName
                .map(name -> context.newHandler(allocator, name, port))
                .orElseGet(() -> context.newHandler(allocator));
    }

    /** How many leaves are kept. */
    long leaves() {
        return leaves.size();
    }

    /** References to native contexts, none after {@link #close} and the end of all connections. */
    int references() {
        return List.of(server, serverAlpn, client, clientAlpn).stream()
                .mapToInt(ReferenceCountUtil::refCnt)
                .filter(count -> count > 0)
                .sum();
    }

    private SslContext server(boolean alpn) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(leaves).trustManager(new AnyCertificate());
        SslContext context = common(builder, alpn).build();
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setTicketKeys(ticketKey());
        }
        return context;
    }

    private SslContext client(boolean alpn) throws SSLException {
        SslContextBuilder builder =
                SslContextBuilder.forClient().trustManager(new AnyCertificate()).endpointIdentificationAlgorithm(null);
        return common(builder, alpn).build();
    }

    private SslContextBuilder common(SslContextBuilder builder, boolean alpn) {
        builder.sslProvider(provider);
        if (isNative()) {
            builder.protocols("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1").ciphers(ciphers());
        } else {
            builder.protocols("TLSv1.3", "TLSv1.2");
        }
        if (alpn) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    PARSED));
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
        for (SslContext context : List.of(server, serverAlpn, client, clientAlpn)) {
            ReferenceCountUtil.release(context);
        }
    }
}

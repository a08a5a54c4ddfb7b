package io.mingcha.proxy.upstream;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.tls.Negotiated;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Whose certificate a server shows: asked once a host by a handshake of our own, so that the record of a connection that is
 * not decrypted can say it.
 */
public final class CertificateProbe {
    private static final int MOST = 4096;

    private final Connector connector;
    private final Cache<String, CompletableFuture<Optional<Tls>>> known =
            CacheBuilder.newBuilder().maximumSize(MOST).build();

    public CertificateProbe(Connector connector) {
        this.connector = connector;
    }

    /** What the server showed us, nothing if it could not be asked. */
    public CompletableFuture<Optional<Tls>> ask(EventLoop loop, Destination destination) {
        String key = destination.host()
                + ' '
                + destination.port()
                + ' '
                + destination.serverName().orElse("");
        CompletableFuture<Optional<Tls>> fresh = new CompletableFuture<>();
        CompletableFuture<Optional<Tls>> earlier = known.asMap().putIfAbsent(key, fresh);
        if (earlier != null) {
            return earlier;
        }
        connector.connect(loop, destination).addListener((Future<Upstream> f) -> {
            if (f.isSuccess()) {
                Upstream server = f.getNow();
                server.channel().close();
                fresh.complete(server.tls().map(tls -> Negotiated.withChain(tls, server.chain())));
            } else {
                fresh.complete(Optional.empty());
            }
        });
        return fresh;
    }
}

package io.mingcha.bench.peer;

import io.mingcha.certs.LeafRequest;
import io.mingcha.proxy.tls.TlsContexts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.littleshoot.proxy.MitmManager;

/** The same engines and leaves as Mingcha's, chosen by the name in CONNECT. */
final class Interception implements MitmManager {
    private final TlsContexts contexts;

    Interception(TlsContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public SSLEngine serverSslEngine(String host, int port) {
        return contexts.client(ByteBufAllocator.DEFAULT, Optional.of(host), port, List.of())
                .engine();
    }

    @Override
    public SSLEngine serverSslEngine() {
        return contexts.client(ByteBufAllocator.DEFAULT, Optional.empty(), 0, List.of())
                .engine();
    }

    @Override
    public SSLEngine clientSslEngineFor(HttpRequest connect, SSLSession session) {
        String authority = connect.uri();
        String host = authority.substring(0, authority.lastIndexOf(':'));
        return contexts.server(ByteBufAllocator.DEFAULT, LeafRequest.of(host), Optional.empty())
                .engine();
    }
}

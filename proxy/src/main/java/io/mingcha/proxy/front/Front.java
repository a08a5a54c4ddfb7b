package io.mingcha.proxy.front;

import io.mingcha.proxy.engine.Engine;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;
import org.littleshoot.proxy.impl.ThreadPoolConfiguration;

/** The listening LittleProxy. */
public final class Front implements AutoCloseable {
    private final HttpProxyServer server;

    private Front(HttpProxyServer server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @throws RuntimeException if the address cannot be bound
     */
    public static Front listen(Engine engine) {
        int head = engine.config().limits().head();
        Duration patience = engine.config().timeouts().head();
        return new Front(DefaultHttpProxyServer.bootstrap()
                .withName("mingcha")
                .withAddress(engine.config().listen())
                .withAllowLocalOnly(false)
                .withTransparent(true)
                .withAllowRequestToOriginServer(true)
                .withFiltersSource(new Handover(engine))
                .withIdleConnectionTimeout(patience)
                .withMaxInitialLineLength(head)
                .withMaxHeaderSize(head)
                .withMaxChunkSize(256 * 1024)
                .withThreadPoolConfiguration(new ThreadPoolConfiguration()
                        .withAcceptorThreads(1)
                        .withClientToProxyWorkerThreads(
                                Math.max(2, Runtime.getRuntime().availableProcessors()))
                        .withProxyToServerWorkerThreads(1))
                .plusActivityTracker(new MalformedFirstRequests(engine))
                .start());
    }

    public InetSocketAddress address() {
        return server.getListenAddress();
    }

    @Override
    public void close() {
        server.abort();
    }
}

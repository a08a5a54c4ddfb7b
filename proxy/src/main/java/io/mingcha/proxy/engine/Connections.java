package io.mingcha.proxy.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The client connections and flows under way. Safe for use by many threads. */
public final class Connections {
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger flows = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile boolean stopping;

    public boolean isStopping() {
        return stopping;
    }

    public int openConnections() {
        return open.size();
    }

    public int openFlows() {
        return flows.get();
    }

    public long acceptedConnections() {
        return accepted.get();
    }

    void opened(ClientConnection connection) {
        accepted.incrementAndGet();
        open.add(connection);
        connection.channel().closeFuture().addListener(f -> open.remove(connection));
    }

    void flowOpened() {
        flows.incrementAndGet();
    }

    void flowClosed() {
        if (flows.decrementAndGet() == 0 && stopping) {
            idle.complete(null);
        }
    }

    /** Takes no more; completes when no flow is under way. */
    public CompletableFuture<Void> drain() {
        stopping = true;
        if (flows.get() == 0) {
            idle.complete(null);
        }
        return idle;
    }

    /** Closes what is left. */
    public CompletableFuture<Void> closeAll() {
        return CompletableFuture.allOf(open.stream()
                .map(connection -> {
                    CompletableFuture<Void> closed = new CompletableFuture<>();
                    connection.channel().close().addListener(f -> closed.complete(null));
                    return closed;
                })
                .toArray(CompletableFuture[]::new));
    }
}

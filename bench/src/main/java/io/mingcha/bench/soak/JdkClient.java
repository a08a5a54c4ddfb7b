package io.mingcha.bench.soak;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** The JDK's client through a proxy, with one thread of its own that keeps nobody from leaving. */
record JdkClient(HttpClient http, ExecutorService threads) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static JdkClient through(InetSocketAddress proxy, SSLContext trust) {
        ExecutorService threads = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "client-io");
            thread.setDaemon(true);
            return thread;
        });
        HttpClient http = HttpClient.newBuilder()
                .executor(threads)
                .sslContext(trust)
                .proxy(ProxySelector.of(proxy))
                .connectTimeout(PATIENCE)
                .build();
        return new JdkClient(http, threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.mingcha.bench.peer;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.App;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.store.DataFolder;
import io.mingcha.store.RecordingSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** Entry point: {@code PORT FOLDER}. Every name leads to loopback. */
final class LittleProxyPeer {
    private LittleProxyPeer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[1]);
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("ca"));
        DataFolder data = DataFolder.open(folder.resolve("data"));
        RecordingSession recording = data.sessions().create(SessionSpec.of(App.of("bench")), Instant.now());
        HttpProxyServer proxy = DefaultHttpProxyServer.bootstrap()
                .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])))
                .withManInTheMiddle(new Interception(new TlsContexts(authority)))
                .withFiltersSource(new RecordingFilters(recording))
                .withServerResolver((host, port) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            proxy.abort();
            recording.stop();
            data.close();
        }));
        // LittleProxy's own threads do not keep a process alive
        new CountDownLatch(1).await();
    }
}

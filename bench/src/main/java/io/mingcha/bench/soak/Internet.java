package io.mingcha.bench.soak;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.TestServer;
import io.mingcha.testkit.TlsWorld;
import java.io.IOException;
import java.nio.file.Path;

/** Servers that answer what they are asked for: {@code /size/N} with so many bytes. */
final class Internet implements AutoCloseable {
    private final TlsWorld world;
    private final TestServer tls;
    private final TestServer plain;
    private final ModernServer modern;

    Internet(Path folder) throws IOException, InterruptedException {
        world = TlsWorld.in(folder);
        modern = new ModernServer(world.authority(), "*.modern.example");
        tls = world.tls(Internet::serve, "*.soak.example");
        plain = world.plain(Internet::serve);
    }

    private static void serve(Peer peer) throws IOException {
        while (true) {
            String target = peer.read().firstLine().split(" ")[1];
            int size = target.startsWith("/size/") ? Integer.parseInt(target.split("/")[2]) : 2;
            peer.reply(200, "x".repeat(size));
        }
    }

    int tlsPort() {
        return tls.port();
    }

    /** HTTP/2 and WebSockets, at any name under {@code modern.example}. */
    int modernPort() {
        return modern.port();
    }

    int plainPort() {
        return plain.port();
    }

    Path authorityFile() {
        return world.authorityFile();
    }

    @Override
    public void close() {
        modern.close();
        world.close();
    }
}

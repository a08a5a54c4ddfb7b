package io.mingcha.bench.soak;

import io.mingcha.bench.process.Child;
import io.mingcha.certs.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shipped {@code capture} in a process of its own, recording into one data folder. */
final class Capture implements AutoCloseable {
    /** So that growth of resident memory is growth outside the heap, or a leak. */
    private static final String WHOLE_HEAP_RESIDENT = "-Xms160m -XX:+AlwaysPreTouch";

    private final Child process;
    private final InetSocketAddress address;
    private final X509Certificate root;

    private Capture(Child process, InetSocketAddress address, X509Certificate root) {
        this.process = process;
        this.address = address;
        this.root = root;
    }

    static Capture start(Path home, Path data, Internet internet) throws IOException, InterruptedException {
        Files.createDirectories(data);
        int port = Child.freePort();
        Child process = Child.start(
                "mingcha capture",
                data.resolveSibling("capture.log"),
                List.of(
                        home.resolve("bin/mingcha").toString(),
                        "capture",
                        "--quiet",
                        "--data",
                        data.toString(),
                        "--listen",
                        "127.0.0.1:" + port,
                        "--resolve",
                        "*.soak.example=127.0.0.1:" + internet.tlsPort(),
                        "--resolve",
                        "*.modern.example=127.0.0.1:" + internet.modernPort(),
                        "--resolve",
                        "plain.example=127.0.0.1:" + internet.plainPort(),
                        "--allow-loopback",
                        "--upstream-ca",
                        internet.authorityFile().toString()),
                Map.of("MINGCHA_OPTS", WHOLE_HEAP_RESIDENT));
        process.awaitPort(port);
        return new Capture(
                process,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                CertificateAuthority.open(data.resolve("ca")).root());
    }

    /** Runs another command of the installation on the same data. */
    static Child.Output command(Path home, Path data, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/mingcha").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString(), "--lang", "en"));
        return Child.run(data.resolveSibling("command.log"), 120, command);
    }

    Child process() {
        return process;
    }

    InetSocketAddress address() {
        return address;
    }

    X509Certificate root() {
        return root;
    }

    @Override
    public void close() {
        process.close();
    }
}

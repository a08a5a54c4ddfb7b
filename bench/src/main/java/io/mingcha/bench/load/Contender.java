package io.mingcha.bench.load;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the systems that take turns.
 *
 * @param port of the proxy; none for the direct way
 */
record Contender(String name, Optional<Integer> port, Optional<Child> process) implements AutoCloseable {
    private static final String LITTLE_PROXY = "LittleProxy MITM";

    /** What every Java contender runs with, as {@code bin/mingcha} sets it for a capture. */
    private static final List<String> OPTIONS = List.of(
            "-Xms96m",
            "-Xmx160m",
            "-Xmn64m",
            "-XX:MaxDirectMemorySize=160m",
            "-XX:+UseSerialGC",
            "-Dio.netty.leakDetection.level=disabled");

    /** Names that do not exist lead to loopback in every contender. */
    private static final String RESOLVE = """
            def server_connect(data):
                data.server.address = ("127.0.0.1", data.server.address[1])
            """;

    /** LittleProxy's own interception knows HTTP/1.1 only. */
    boolean speaksHttp2() {
        return !name.equals(LITTLE_PROXY);
    }

    static Contender direct() {
        return new Contender("direct", Optional.empty(), Optional.empty());
    }

    static Contender mitmdump(Workspace workspace) throws IOException, InterruptedException {
        Path folder = workspace.folder("mitmdump");
        Path script = Files.writeString(folder.resolve("resolve.py"), RESOLVE);
        int port = Child.freePort();
        return started(
                "mitmdump -w",
                folder,
                port,
                List.of(
                        "mitmdump",
                        "-q",
                        "-w",
                        folder.resolve("flows").toString(),
                        "-s",
                        script.toString(),
                        "--listen-host",
                        "127.0.0.1",
                        "--listen-port",
                        Integer.toString(port),
                        "--set",
                        "ssl_insecure=true",
                        "--set",
                        "confdir=" + folder.resolve("conf")));
    }

    static Contender littleProxy(Workspace workspace) throws IOException, InterruptedException {
        Path folder = workspace.folder("littleproxy");
        int port = Child.freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.mingcha.bench.peer.LittleProxyPeer",
                Integer.toString(port),
                folder.toString()));
        return started(LITTLE_PROXY, folder, port, command);
    }

    static Contender mingcha(Workspace workspace, Path home, String... more) throws IOException, InterruptedException {
        Path folder = workspace.folder("mingcha");
        int port = Child.freePort();
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mingcha").toString(),
                "capture",
                "--quiet",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--resolve",
                "*.bench.example=127.0.0.1",
                "--allow-loopback",
                "--upstream-verify",
                "ignore"));
        command.addAll(List.of(more));
        return started("Mingcha capture", folder, port, command);
    }

    private static Contender started(String name, Path folder, int port, List<String> command)
            throws IOException, InterruptedException {
        Child child = Child.start(name, folder.resolve("log"), command);
        child.awaitPort(port);
        return new Contender(name, Optional.of(port), Optional.of(child));
    }

    double cpuSeconds() {
        return process.map(Child::cpuSeconds).orElse(0.0);
    }

    @Override
    public void close() {
        process.ifPresent(Child::close);
    }
}

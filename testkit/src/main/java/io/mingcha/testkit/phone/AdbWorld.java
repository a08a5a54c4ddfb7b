package io.mingcha.testkit.phone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real adb server of its own: on a free port, with its keys in a folder of its own, ended with the test. */
public final class AdbWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 20_000_000;

    private final Path folder;
    private final int port;
    private Process server;

    private AdbWorld(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** The adb of this machine, if it has one. */
    public static Optional<String> program() {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(p -> Path.of(p, "adb"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** @throws IllegalStateException if this machine has no adb */
    public static AdbWorld start(Path folder) {
        int port = freePort();
        AdbWorld world = new AdbWorld(folder, port, spawn(folder, port));
        world.awaitServer();
        return world;
    }

    /** A port that nobody uses now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server needs in its environment to stay by itself. */
    public static Map<String, String> environment(Path folder, int port) {
        return Map.of(
                "HOME", folder.toString(),
                "ANDROID_SDK_HOME", folder.toString(),
                "TMPDIR", folder.toString(),
                "ADB_MDNS", "0",
                "ANDROID_ADB_SERVER_PORT", Integer.toString(port));
    }

    private static Process spawn(Path folder, int port) {
        String adb = program().orElseThrow(() -> new IllegalStateException("this machine has no adb"));
        File log = folder.resolve("adb-server.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(adb, "server", "nodaemon")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log));
        builder.environment().putAll(environment(folder, port));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitServer() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                ask("host:version");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw new UncheckedIOException("the adb server did not start", e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    public int port() {
        return port;
    }

    /** Connects the server to a phone; says what the server said. */
    public String connect(FakePhone phone) {
        try {
            return ask("host:connect:" + phone.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write((String.format("%04x", question.length()) + question).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("OKAY") || answer.length() < 8) {
                throw new IOException(answer);
            }
            return answer.substring(8);
        }
    }

    /** Ends the server as an accident would. */
    public void kill() {
        server.destroyForcibly();
        try {
            if (!server.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the adb server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again at its old port. */
    public void revive() {
        server = spawn(folder, port);
        awaitServer();
    }

    @Override
    public void close() {
        kill();
        endWhoeverTookItsPlace();
    }

    /**
     * A client that found it gone may have started another, which outlives whoever did. It is ended by its process and
     * not by its port: somebody else may listen there by now.
     */
    private void endWhoeverTookItsPlace() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessHandle> others =
                    ProcessHandle.allProcesses().filter(this::servesOurPort).toList();
            if (others.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the adb server that took the place of this one does not end");
            }
            others.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean servesOurPort(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return arguments.contains("fork-server") && arguments.contains("tcp:" + port);
    }
}

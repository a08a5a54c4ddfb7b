package io.mingcha.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that this one started and ends, by its id. */
public final class Child implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100;
    private static final Pattern USED = Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it with its output in a file. */
    public static Child start(String name, Path log, List<String> command) throws IOException {
        return start(name, log, command, Map.of());
    }

    /** As {@link #start(String, Path, List)}, with these variables in its environment. */
    public static Child start(String name, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Child child = new Child(name, process, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return child;
    }

    /** Runs one to its end, at most so long, and returns what it printed. */
    public static Output run(Path log, long seconds, List<String> command) throws IOException, InterruptedException {
        try (Child child = start(command.get(0), log, command)) {
            if (!child.process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException(String.join(" ", command) + " did not end within " + seconds + " s");
            }
            return new Output(child.process.exitValue(), Files.readString(log));
        }
    }

    /** How a process ended and what it printed. */
    public record Output(int code, String text) {}

    /** A loopback port that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it accepts connections. */
    public void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(name + " does not listen: " + Files.readString(log), e);
                }
                Thread.sleep(100);
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** CPU time of all its threads. */
    public double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /** Resident memory in MiB. */
    public long residentMiB() {
        return status("VmRSS:") >> 10;
    }

    /** The most resident memory so far in MiB. */
    public long peakMiB() {
        return status("VmHWM:") >> 10;
    }

    /**
     * What a Java process has in its heap after a full collection, in MiB: all that lives is in the old generation then, and in
     * the young one is only what came since.
     */
    public long liveHeapMiB() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd tells nothing of the heap of " + name);
        }
        return Long.parseLong(used.group(1)) >> 10;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path output = log.resolveSibling("jcmd.log");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return run(output, 60, List.of(jcmd, Long.toString(process.pid()), command))
                .text();
    }

    private long status(String key) {
        return read("status")
                .lines()
                .filter(l -> l.startsWith(key))
                .map(l -> l.replaceAll("\\D+", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    public long descriptors() {
        try (Stream<Path> open = Files.list(proc().resolve("fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(proc().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    /** As {@code kill -9} does it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end and waits; whoever does not listen is killed. */
    @Override
    public void close() {
        List<ProcessHandle> below = new ArrayList<>(process.descendants().toList());
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }
}

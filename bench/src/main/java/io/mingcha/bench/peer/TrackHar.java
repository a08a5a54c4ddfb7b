package io.mingcha.bench.peer;

import io.mingcha.bench.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** TrackHAR from the npm registry with the known values as its indicators, in a process of its own. */
public final class TrackHar {
    static final String VERSION = "1.0.0";
    /** The last is the one that counts; more before it make it no faster. */
    private static final int TIMES = 8;

    private static final long MOST_SECONDS = 600;

    private final Path folder;
    private final Path script;

    /**
     * Installs it.
     *
     * @param folder for it and its libraries
     * @throws IOException if npm cannot have it
     */
    public TrackHar(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.script = folder.resolve("trackhar.mjs");
        Path log = folder.resolve("npm.log");
        Child.Output installed = Child.run(
                log,
                MOST_SECONDS,
                List.of(
                        "npm",
                        "install",
                        "--prefix",
                        folder.toString(),
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "trackhar@" + VERSION));
        if (installed.code() != 0) {
            throw new IOException("npm says: " + installed.text());
        }
        try (InputStream in = Objects.requireNonNull(TrackHar.class.getResourceAsStream("trackhar.mjs"))) {
            Files.write(script, in.readAllBytes());
        }
    }

    /**
     * What one search takes when the process has done it before.
     *
     * @param requests how many it found something in
     */
    public record Search(double seconds, double cpuSeconds, int requests) {}

    /** Reads and searches a file. */
    public Search search(Path har, Path session) throws IOException, InterruptedException {
        Child.Output output = Child.run(
                folder.resolve("trackhar.log"),
                MOST_SECONDS,
                List.of("node", script.toString(), har.toString(), session.toString(), Integer.toString(TIMES)));
        List<String> lines = output.text().lines().toList();
        String[] last =
                lines.isEmpty() ? new String[0] : lines.get(lines.size() - 1).split(" ");
        if (output.code() != 0 || last.length != 3) {
            throw new IOException("TrackHAR says: " + output.text());
        }
        return new Search(Double.parseDouble(last[0]), Double.parseDouble(last[1]), Integer.parseInt(last[2]));
    }
}

package io.mingcha.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chromium without a window, with a home and a certificate store of its own. */
final class Browser {
    private final Path home;
    private final List<String> options = new ArrayList<>();

    private Browser(Path home) {
        this.home = home;
    }

    static Browser in(Path home) {
        try {
            Files.createDirectories(home.resolve(".pki").resolve("nssdb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Browser(home);
    }

    Browser trusting(Path authority) {
        String store = "sql:" + home.resolve(".pki").resolve("nssdb");
        run(List.of("certutil", "-d", store, "-N", "--empty-password"));
        run(List.of("certutil", "-d", store, "-A", "-t", "C,,", "-n", "mingcha", "-i", authority.toString()));
        return this;
    }

    Browser behind(InetSocketAddress proxy) {
        options.add("--proxy-server=http://127.0.0.1:" + proxy.getPort());
        return this;
    }

    /** The document of a page after it was loaded and its scripts, if any, have run. */
    String dom(String url) {
        List<String> line = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu"));
        line.addAll(List.of("--disable-quic", "--no-first-run", "--disable-background-networking"));
        line.addAll(List.of("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"));
        line.add("--user-data-dir=" + home.resolve("profile"));
        line.addAll(options);
        line.addAll(List.of("--dump-dom", url));
        return run(line);
    }

    private String run(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("HOME", home.toString());
        try (RunningCommand running = new RunningCommand(builder.start(), String.join(" ", line))) {
            int code = running.exitCode();
            if (code != 0) {
                throw new AssertionError(line + " ended with " + code + "\n" + running.err());
            }
            return running.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

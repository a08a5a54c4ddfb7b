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
    static final String ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Mobile Safari/537.36";
    static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    static final String HARMONY = "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.1.302";
    static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Safari/537.36";

    /** Whatever the switches say, it calls home now and then; these calls go past the proxy, and nowhere. */
    private static final List<String> TALKS_TO_NOBODY = List.of(
            "--proxy-bypass-list=*.google.com;*.googleapis.com;*.gstatic.com",
            "--host-resolver-rules=MAP *.google.com ~NOTFOUND,MAP *.googleapis.com ~NOTFOUND,MAP *.gstatic.com ~NOTFOUND");

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

    /** Calling itself so, and preferring a language. */
    Browser like(String userAgent, String language) {
        options.add("--user-agent=" + userAgent);
        options.add("--accept-lang=" + language);
        return this;
    }

    /** Waiting for what scripts wait for, in time that passes only while nothing is under way. */
    Browser settling() {
        options.add("--virtual-time-budget=15000");
        return this;
    }

    /** The document of a page after it was loaded and its scripts, if any, have run. */
    String dom(String url) {
        return run(line("--dump-dom", url));
    }

    /** A picture of a page on a screen of this size. */
    Path picture(String url, int width, int height, Path file) {
        run(line("--hide-scrollbars", "--window-size=" + width + "," + height, "--screenshot=" + file, url));
        return file;
    }

    private List<String> line(String... last) {
        List<String> line = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu"));
        line.addAll(List.of("--disable-quic", "--no-first-run", "--disable-background-networking"));
        line.addAll(List.of("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"));
        line.addAll(TALKS_TO_NOBODY);
        line.add("--user-data-dir=" + home.resolve("profile"));
        line.addAll(options);
        line.addAll(List.of(last));
        return line;
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

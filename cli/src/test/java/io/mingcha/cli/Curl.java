package io.mingcha.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The real curl, behind the proxy. */
final class Curl {
    private final Path folder;
    private final InetSocketAddress proxy;
    private final Path authority;

    Curl(Path folder, InetSocketAddress proxy, Path authority) {
        this.folder = folder;
        this.proxy = proxy;
        this.authority = authority;
    }

    Command.Result run(String... args) {
        List<String> line = new ArrayList<>(List.of("curl", "-q", "-sS", "--max-time", "30"));
        line.addAll(List.of("--proxy", "http://127.0.0.1:" + proxy.getPort(), "--noproxy", ""));
        line.addAll(List.of("--cacert", authority.toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        try (RunningCommand running = new RunningCommand(builder.start(), String.join(" ", line))) {
            int code = running.exitCode();
            return new Command.Result(code, running.out(), running.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends JSON; fails unless there is an answer. */
    String post(String url, String json) {
        Command.Result result = run("-H", "Content-Type: application/json", "--data-binary", json, url);
        if (result.code() != 0) {
            throw new AssertionError(result);
        }
        return result.out();
    }

    String get(String url) {
        Command.Result result = run(url);
        if (result.code() != 0) {
            throw new AssertionError(result);
        }
        return result.out();
    }
}

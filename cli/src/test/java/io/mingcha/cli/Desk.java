package io.mingcha.cli;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TlsWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tester's desk: a folder to work in, the command, and a small internet on loopback. */
final class Desk implements AutoCloseable {
    /** Served by one TLS server; the session file of {@link #sessionFile} counts {@code shop.example} as the app's own. */
    static final String[] HOSTS = {
        "api.shop.example", "img.shop.example", "log.tracker.example", "geo.nearby.example", "pinned.bank.example"
    };

    private final Path folder;
    private final TlsWorld world;
    private final int secure;
    private final int plain;
    private final List<RunningCommand> running = new ArrayList<>();

    private Desk(Path folder) {
        this.folder = folder;
        this.world = TlsWorld.in(folder);
        Script script = Script.answering((peer, request) -> peer.reply(200, "well"));
        this.secure = world.tls(script, HOSTS).port();
        this.plain = world.plain(script).port();
    }

    static Desk in(Path folder) {
        return new Desk(folder);
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    TlsWorld world() {
        return world;
    }

    /** Writes a file on the desk and returns its name. */
    String write(String name, String text) {
        try {
            Files.writeString(file(name), text);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Command command(String... args) {
        return Command.mingcha(folder, args);
    }

    Command.Result run(String... args) {
        return command(args).run();
    }

    /** In the process of the test, which is as much another process to a capture as any. */
    Command.Result here(String... args) {
        return command(args).runHere();
    }

    RunningCommand start(String... args) {
        return start(command(args));
    }

    RunningCommand start(Command command) {
        RunningCommand started = command.start();
        running.add(started);
        return started;
    }

    /** A capture on a free port, for which the desk's servers are the internet. */
    CaptureProcess capture(String... options) {
        return CaptureProcess.of(start(command(captureArguments(options))));
    }

    /** The same on a disk that takes no file longer than so many KiB. */
    CaptureProcess captureWithFilesUpTo(int kib, String... options) {
        return CaptureProcess.of(start(command(captureArguments(options)).withFilesUpTo(kib)));
    }

    private String[] captureArguments(String... options) {
        return arguments("capture", options);
    }

    /** Of a command that captures, for which the desk's servers are the internet. */
    String[] arguments(String capturing, String... options) {
        List<String> args = new ArrayList<>(List.of(capturing, "--listen", "127.0.0.1:0"));
        args.addAll(List.of("--upstream-ca", world.authorityFile().toString()));
        args.addAll(List.of(options));
        args.addAll(List.of("--resolve", "*.plain.example=127.0.0.1:" + plain, "--resolve", "*=127.0.0.1:" + secure));
        return args.toArray(String[]::new);
    }

    /** The root that devices of this desk trust. */
    CertificateAuthority authority() {
        return CertificateAuthority.open(folder.resolve("data").resolve("ca"));
    }

    Path authorityFile() {
        try {
            return Files.write(
                    file("mingcha-root.pem"),
                    authority().export(ExportFormat.PEM).content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Curl curl(CaptureProcess capture) {
        return new Curl(folder, capture.proxy(), authorityFile());
    }

    /** What the tester says of the app and of the device in {@link Person}. */
    String sessionFile() {
        return write("session.yaml", Person.SESSION);
    }

    @Override
    public void close() {
        running.forEach(RunningCommand::close);
        world.close();
    }
}

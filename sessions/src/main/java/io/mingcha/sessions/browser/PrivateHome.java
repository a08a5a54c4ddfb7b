package io.mingcha.sessions.browser;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home folder that one browser has to itself: its profile, and the certificates that it trusts beside the system's. */
final class PrivateHome implements AutoCloseable {
    private final Path folder;

    PrivateHome() {
        try {
            this.folder = Files.createTempDirectory("mingcha-browser");
            Files.createDirectory(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path profile() {
        return folder.resolve("profile");
    }

    /** The environment of a process that takes this for its home. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", folder.toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("TMPDIR", folder.resolve("tmp").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        return environment;
    }

    /** Makes Chromium trust a root, in this home only. */
    void trust(String rootPem, Path certutil) {
        Path database = folder.resolve(".pki").resolve("nssdb");
        try {
            Path root = folder.resolve("root.pem");
            Files.writeString(root, rootPem);
            if (!Files.exists(database)) {
                Files.createDirectories(database);
                Command.run(List.of(certutil.toString(), "-d", "sql:" + database, "-N", "--empty-password"));
            }
            Command.run(List.of(
                    certutil.toString(),
                    "-d",
                    "sql:" + database,
                    "-A",
                    "-t",
                    "C,,",
                    "-n",
                    "mingcha",
                    "-i",
                    root.toString()));
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private static DeviceTrouble failed(String why) {
        return new DeviceTrouble(
                DeviceTrouble.Kind.REFUSED,
                new Fault(
                        Text.of("无法让浏览器信任根证书：" + why, "The browser could not be made to trust the root: " + why),
                        "certutil",
                        Text.of(
                                "请检查 libnss3-tools 是否完整，且临时文件夹可写",
                                "Check libnss3-tools, and that the temporary folder is writable")));
    }

    /** Forgets everything that pages have stored. */
    void forget() {
        delete(profile());
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static void delete(Path what) {
        if (!Files.exists(what)) {
            return;
        }
        try (Stream<Path> all = Files.walk(what)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A browser that is still ending may write behind; what is left is in the system's temporary folder.
        }
    }
}

package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Route;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our root among those of the system. The system's folder is covered by one in memory that holds its files and ours, so that
 * nothing is written to the system and a restart takes it away. Without root it is left where its owner can install it.
 */
final class TrustStore {
    static final String STORE = "/system/etc/security/cacerts";
    /** Where apps look since Android 14, each in a name space of its own. */
    private static final String MODULE = "/apex/com.android.conscrypt/cacerts";

    private static final String COPY = "/data/local/tmp/mingcha-roots";
    private static final String STAGED = "/data/local/tmp/mingcha-root.pem";
    static final String DOWNLOAD = "/sdcard/Download/mingcha-root.crt";
    private static final int ANDROID_14 = 34;
    private static final String INIT = "nsenter --mount=/proc/1/ns/mnt -- ";

    private final Reach reach;
    private final Shell shell;
    private final Sync sync;
    private final Journal journal;

    TrustStore(Reach reach, Shell shell, Sync sync, Journal journal) {
        this.reach = reach;
        this.shell = shell;
        this.sync = sync;
        this.journal = journal;
    }

    /** Whether it lies among the system's now. */
    boolean add(Route route) {
        Optional<RootAccess> root = RootAccess.find(reach, shell, journal);
        if (root.isPresent() && cover(root.get(), route)) {
            return true;
        }
        journal.before(Change.ofShell("file " + DOWNLOAD, "rm -f " + DOWNLOAD));
        push(route, DOWNLOAD);
        return false;
    }

    private boolean cover(RootAccess root, Route route) {
        String name = name(route);
        if (holds(root, name)) {
            return sdk() < ANDROID_14 || coverModule(root, name);
        }
        journal.before(Change.ofShell("file " + STAGED, "rm -f " + STAGED));
        push(route, STAGED);
        journal.before(Change.ofShell(
                "certificate store " + STORE, root.command(INIT + "umount " + STORE), root.command("rm -rf " + COPY)));
        String source = sdk() < ANDROID_14 ? STORE : MODULE;
        List<String> steps = List.of(
                "rm -rf " + COPY,
                "mkdir -p " + COPY,
                "cp " + source + "/* " + COPY,
                "cp " + STAGED + " " + COPY + "/" + name,
                INIT + "mount -t tmpfs tmpfs " + STORE,
                INIT + "sh -c " + Shell.quoted("cp " + COPY + "/* " + STORE),
                INIT + "sh -c " + Shell.quoted("chown root:root " + STORE + "/*"),
                INIT + "sh -c " + Shell.quoted("chmod 644 " + STORE + "/*"),
                INIT + "sh -c " + Shell.quoted("chcon u:object_r:system_file:s0 " + STORE + " " + STORE + "/*"));
        for (String step : steps) {
            if (!shell.run(root.command(step)).well()) {
                return false;
            }
        }
        return holds(root, name) && (sdk() < ANDROID_14 || coverModule(root, name));
    }

    private boolean holds(RootAccess root, String name) {
        return shell.text(root.command(INIT + "ls " + STORE + "/" + name)).equals(STORE + "/" + name);
    }

    /** In the name spaces of the processes that apps are born from, and of those that run already. */
    private boolean coverModule(RootAccess root, String name) {
        List<String> zygotes = words(shell.text(root.command("pidof zygote64 zygote")));
        Stream<String> apps = shell.text(root.command("ps -A -o PID,PPID"))
                .lines()
                .map(TrustStore::words)
                .filter(w -> w.size() == 2 && zygotes.contains(w.get(1)))
                .map(w -> w.get(0));
        boolean covered = false;
        for (String pid : Stream.concat(zygotes.stream(), apps).toList()) {
            String inside = "nsenter --mount=/proc/" + pid + "/ns/mnt -- ";
            if (shell.run(root.command(inside + "ls " + MODULE + "/" + name)).well()) {
                covered |= zygotes.contains(pid);
                continue;
            }
            journal.before(Change.ofShell(
                    "certificates of process " + pid, root.command(inside + "umount " + MODULE) + " || true"));
            boolean done = shell.run(root.command(inside + "mount --bind " + STORE + " " + MODULE))
                    .well();
            covered |= done && zygotes.contains(pid);
        }
        return covered;
    }

    /** The file that apps find our root in, and the processes that it was shown to one by one. */
    Vigil.Standing standing(Route route, Optional<String> proxy) {
        Optional<String> processes =
                sdk() < ANDROID_14 ? Optional.empty() : Optional.of(shell.text("pidof zygote64 zygote"));
        return new Vigil.Standing(proxy, Optional.of(name(route)), processes);
    }

    private static String name(Route route) {
        return route.androidName().replaceAll("[^A-Za-z0-9.]", "");
    }

    private int sdk() {
        String sdk = shell.text("getprop ro.build.version.sdk");
        return sdk.matches("\\d{1,4}") ? Integer.parseInt(sdk) : 0;
    }

    private static List<String> words(String line) {
        return Stream.of(line.strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }

    private void push(Route route, String path) {
        sync.push(
                new ByteArrayInputStream(route.rootPem().getBytes(StandardCharsets.US_ASCII)), path, 0644, Shell.USUAL);
    }
}

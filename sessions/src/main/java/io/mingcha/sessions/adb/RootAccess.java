package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands as root, where the device allows them. */
final class RootAccess {
    private static final Duration RESTART = Duration.ofSeconds(30);
    private static final Duration GOING = Duration.ofSeconds(5);
    private static final String AS_ROOT = "adbd as root";
    /** Magisk's, that of userdebug builds, and none for a daemon that is root itself. */
    private static final List<String> PREFIXES = List.of("su -c ", "su 0 sh -c ");

    private final String prefix;

    private RootAccess(String prefix) {
        this.prefix = prefix;
    }

    /** A command as one that runs as root. */
    String command(String command) {
        return prefix.isEmpty() ? command : prefix + Shell.quoted(command);
    }

    static Optional<RootAccess> find(Reach reach, Shell shell, Journal journal) {
        if (isRoot(shell, "id -u")) {
            return Optional.of(new RootAccess(""));
        }
        for (String prefix : PREFIXES) {
            if (isRoot(shell, prefix + "'id -u'")) {
                return Optional.of(new RootAccess(prefix));
            }
        }
        if (!shell.text("getprop ro.debuggable").equals("1")) {
            return Optional.empty();
        }
        journal.before(new Change(AS_ROOT, List.of("unroot:")));
        restarted(reach, "root:", RESTART);
        return isRoot(shell, "id -u") ? Optional.of(new RootAccess("")) : Optional.empty();
    }

    /** Whether it can be had, without having it: of a daemon that would have to start anew only what its image says. */
    static boolean isPossible(Shell shell) {
        return isRoot(shell, "id -u")
                || PREFIXES.stream().anyMatch(prefix -> isRoot(shell, prefix + "'id -u'"))
                || shell.text("getprop ro.debuggable").equals("1");
    }

    /** Not if nobody answers: su may ask the phone's owner, who may not be there. */
    private static boolean isRoot(Shell shell, String command) {
        try {
            return shell.text(command).equals("0");
        } catch (DeviceTrouble trouble) {
            if (trouble.kind() == DeviceTrouble.Kind.TIMEOUT) {
                return false;
            }
            throw trouble;
        }
    }

    /** Asks the daemon for something after which it starts anew, and waits until it is back. */
    static void restarted(Reach reach, String service, Duration patience) {
        String said = reach.service(service, GOING);
        if (!said.contains("restarting")) {
            return;
        }
        AdbServer server = reach.server();
        try {
            server.await(reach.serial(), d -> !AdbServer.isReady(d), GOING);
        } catch (DeviceTrouble stillThere) {
            // it went and came faster than we could look
        }
        server.revive(reach.serial());
        server.await(reach.serial(), patience);
    }
}

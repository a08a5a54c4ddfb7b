package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The shell of a session: each command tells on its first line which start of the device it runs in, so that a restart is
 * noticed however short it was. After trouble that may pass, the next command first sets up again what it undid.
 */
final class WatchedShell implements Shell {
    private static final String BOOT = "cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo; ";

    private final Reach reach;
    private final Runnable recovery;
    private Optional<String> boot = Optional.empty();
    private boolean shaken;
    private boolean recovering;

    WatchedShell(Reach reach, Runnable recovery) {
        this.reach = reach;
        this.recovery = recovery;
    }

    @Override
    public Said run(String command, Duration limit) {
        try {
            if (shaken && !recovering) {
                recover();
            }
            return sameBoot(reach.shell(BOOT + command, limit));
        } catch (DeviceTrouble trouble) {
            shaken |= trouble.mayPass();
            throw trouble;
        }
    }

    private void recover() {
        recovering = true;
        try {
            recovery.run();
            shaken = false;
        } finally {
            recovering = false;
        }
    }

    private Said sameBoot(Said said) {
        byte[] bytes = said.bytes();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String now = new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
        boolean other = boot.isPresent() && !now.isEmpty() && !boot.get().equals(now);
        if (!now.isEmpty()) {
            boot = Optional.of(now);
        }
        if (other) {
            throw Troubles.rebooted(reach.serial());
        }
        return new Said(
                Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length), said.error(), said.code());
    }
}

package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Disturbance;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The lock screen. */
final class Keyguard {
    private static final Duration GOING = Duration.ofSeconds(4);
    private static final long PAUSE_NANOS = 150_000_000;
    /** As Android 7 to 14 spell it. */
    private static final Pattern SHOWING = Pattern.compile(
            "mDreamingLockscreen=true|mShowingLockscreen=true|isStatusBarKeyguard=true|mKeyguardShowing=true"
                    + "|\\bkeyguardShowing=true|mIsShowing=true");

    private static final Pattern SECRET = Pattern.compile("\\(current\\).*deviceLocked=1");

    private final Shell shell;
    private final String serial;
    private boolean locked;

    Keyguard(Shell shell, String serial) {
        this.shell = shell;
        this.serial = serial;
    }

    /** Wakes it and dismisses what locks it, if that takes no secret. */
    void unlock() {
        shell.run("input keyevent 224");
        shell.run("wm dismiss-keyguard");
        Deadline end = Deadline.in(GOING);
        while (isLocked()) {
            if (needsSecret() || end.isOver()) {
                throw locked();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** An app that was started behind it is seen by nobody. */
    void requireOpen() {
        if (isLocked()) {
            throw locked();
        }
    }

    private DeviceTrouble locked() {
        return Troubles.trouble(
                DeviceTrouble.Kind.LOCKED,
                serial,
                Text.of("设备已锁屏", "The device is locked"),
                Text.of(
                        "请手动解锁，并在测试期间把锁屏方式设为“无”或“滑动”",
                        "Unlock it by hand, and set the screen lock to «None» or «Swipe» for the test"));
    }

    /**
     * Told once for each time that it falls over what is shown.
     *
     * @param shown whose the screen was that was read last: only the system's own may be a lock
     */
    Optional<Disturbance> fallen(Optional<String> shown) {
        boolean before = locked;
        locked = shown.filter("com.android.systemui"::equals).isPresent() && isLocked();
        return locked && !before
                ? Optional.of(new Disturbance(Disturbance.Kind.LOCKED, locked().fault()))
                : Optional.empty();
    }

    boolean isLocked() {
        return SHOWING.matcher(
                        shell.text(
                                "dumpsys window | grep -E "
                                        + Shell.quoted(
                                                "mDreamingLockscreen|mShowingLockscreen|isStatusBarKeyguard|eyguardShowing|mIsShowing")))
                .find();
    }

    private boolean needsSecret() {
        return SECRET.matcher(shell.text("dumpsys trust")).find();
    }
}

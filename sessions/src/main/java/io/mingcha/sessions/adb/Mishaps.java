package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.settings.Text;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Crashes and hangs that the log tells and that were not told yet; by its lines, since the device's clock may jump. */
final class Mishaps {
    private static final String LOG =
            "logcat -d -b events -b crash -v epoch -s am_crash:I am_anr:I AndroidRuntime:E DEBUG:F";
    private static final Pattern EVENT =
            Pattern.compile("am_(crash|anr)\\s*: \\[\\d+,\\d+,([^,\\]]+),-?\\d+,([^\\]]*)");
    private static final Pattern FATAL = Pattern.compile("AndroidRuntime: Process: ([^,\\s]+), PID");
    private static final Pattern NATIVE = Pattern.compile(">>> (\\S+) <<<");

    private final Shell shell;
    private final String serial;
    private Set<String> told = Set.of();

    Mishaps(Shell shell, String serial) {
        this.shell = shell;
        this.serial = serial;
    }

    /** What is in the log by now is nobody's business any more. */
    void forget() {
        told = lines();
    }

    Optional<DeviceTrouble> of(String app) {
        Set<String> now = lines();
        Optional<DeviceTrouble> first = now.stream()
                .filter(line -> !told.contains(line))
                .flatMap(line -> trouble(line, app).stream())
                .findFirst();
        told = now;
        return first;
    }

    private Set<String> lines() {
        Set<String> lines = new LinkedHashSet<>();
        shell.text(LOG).lines().filter(l -> !l.startsWith("-")).forEach(lines::add);
        return lines;
    }

    private Optional<DeviceTrouble> trouble(String line, String app) {
        Matcher event = EVENT.matcher(line);
        if (event.find()) {
            return of(app, event.group(2), event.group(1).equals("anr"), event.group(3));
        }
        for (Pattern pattern : new Pattern[] {FATAL, NATIVE}) {
            Matcher crash = pattern.matcher(line);
            if (crash.find()) {
                return of(app, crash.group(1), false, "");
            }
        }
        return Optional.empty();
    }

    private Optional<DeviceTrouble> of(String app, String process, boolean hang, String why) {
        if (!process.equals(app) && !process.startsWith(app + ":")) {
            return Optional.empty();
        }
        String detail = why.isEmpty() ? app : app + ": " + why;
        return Optional.of(
                hang
                        ? Troubles.trouble(
                                Kind.APP_NOT_RESPONDING,
                                serial,
                                Text.of("应用无响应：" + detail, "The app does not respond: " + detail),
                                Text.of("请结束应用后重做这一步", "End the app and do the step again"))
                        : Troubles.trouble(
                                Kind.APP_CRASHED,
                                serial,
                                Text.of("应用崩溃：" + detail, "The app crashed: " + detail),
                                Text.of(
                                        "请重新启动应用；若反复崩溃，请检查它是否拒绝证书或代理",
                                        "Start it again; if it crashes each time, see whether it refuses certificate or"
                                                + " proxy")));
    }
}

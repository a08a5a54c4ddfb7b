package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;

/** The position that apps are told, by test providers in the place of the real ones. */
final class Position {
    private static final int FIRST_SDK = 31;
    private static final String MAY_MOCK = "com.android.shell android:mock_location";
    private static final List<String> PROVIDERS = List.of("gps", "network");

    private final Shell shell;
    private final Journal journal;
    private final String serial;

    Position(Shell shell, Journal journal, String serial) {
        this.shell = shell;
        this.journal = journal;
        this.serial = serial;
    }

    void set(double latitude, double longitude) {
        String sdk = shell.text("getprop ro.build.version.sdk");
        if (!sdk.matches("\\d{1,4}") || Integer.parseInt(sdk) < FIRST_SDK) {
            throw Troubles.trouble(
                    DeviceTrouble.Kind.UNSUPPORTED,
                    serial,
                    Text.of(
                            "Android 12 之前不能从 adb 设置位置（SDK " + sdk + "）",
                            "Before Android 12 adb cannot set a position (SDK " + sdk + ")"),
                    Text.of(
                            "请在设备上使用模拟位置应用，或改用 Android 12 及以上的设备",
                            "Use an app for mock locations on the device, or a device with Android 12 or later"));
        }
        allow();
        for (String provider : PROVIDERS) {
            String what = "location provider " + provider;
            if (!journal.has(what)) {
                journal.before(Change.ofShell(what, "cmd location providers remove-test-provider " + provider));
                must("cmd location providers add-test-provider " + provider);
                must("cmd location providers set-test-provider-enabled " + provider + " true");
            }
            must(String.format(
                    Locale.ROOT,
                    "cmd location providers set-test-provider-location %s --location %.7f,%.7f --accuracy 5",
                    provider,
                    latitude,
                    longitude));
        }
    }

    private void allow() {
        String before = shell.text("appops get " + MAY_MOCK);
        if (before.contains("MOCK_LOCATION: allow")) {
            return;
        }
        String mode = before.matches("(?s).*MOCK_LOCATION: (deny|ignore|foreground).*")
                ? before.replaceAll("(?s).*MOCK_LOCATION: (deny|ignore|foreground).*", "$1")
                : "default";
        journal.before(Change.ofShell("mock locations by the shell", "appops set " + MAY_MOCK + " " + mode));
        must("appops set " + MAY_MOCK + " allow");
    }

    private void must(String command) {
        Said said = shell.run(command);
        if (!said.well() || said.all().contains("Exception")) {
            throw Troubles.refused(serial, command, said.all());
        }
    }
}

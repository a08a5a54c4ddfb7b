package io.mingcha.cli;

import io.mingcha.sessions.adb.AdbDevice;
import io.mingcha.sessions.adb.AdbServer;
import io.mingcha.sessions.browser.BrowserDevice;
import io.mingcha.sessions.browser.BrowserLook;
import io.mingcha.sessions.device.Device;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;

/** The devices of this machine by the names that people give them: {@code browser}, or an Android phone's serial number. */
final class Devices {
    private static final String BROWSER = "browser";

    private final Context context;

    Devices(Context context) {
        this.context = context;
    }

    /** Fails if a name cannot be a device's. */
    void check(String name) {
        if (name.isBlank()) {
            throw new Fault(
                            Text.of("没有指定设备", "No device is named"),
                            "--device",
                            Text.of(
                                    "用 browser，或 mingcha device list 列出的序列号",
                                    "Use browser, or a serial number that mingcha device list shows"))
                    .asException();
        }
    }

    Device open(String name) {
        return name.equals(BROWSER)
                ? new BrowserDevice(name, BrowserLook.phone())
                : AdbDevice.open(AdbServer.local(), serial(name), journals());
    }

    Path journals() {
        return context.data().resolve("devices");
    }

    private static String serial(String name) {
        return name.startsWith("adb:") ? name.substring("adb:".length()) : name;
    }
}

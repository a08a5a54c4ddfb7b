package io.mingcha.cli.phone;

import io.mingcha.cli.command.Context;
import io.mingcha.sessions.adb.AdbDevice;
import io.mingcha.sessions.adb.AdbServer;
import io.mingcha.sessions.appium.AppiumDevice;
import io.mingcha.sessions.appium.AppiumTarget;
import io.mingcha.sessions.browser.BrowserDevice;
import io.mingcha.sessions.browser.BrowserLook;
import io.mingcha.sessions.device.Device;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.net.URI;
import java.nio.file.Path;

/** The devices of this machine by the names that people give them: {@code browser}, or an Android phone's serial number. */
public final class Devices {
    private static final String BROWSER = "browser";
    private static final String APPIUM = "appium:";
    private static final String APPIUM_SERVER = "http://127.0.0.1:4723";

    private final Context context;

    public Devices(Context context) {
        this.context = context;
    }

    /** Fails if a name cannot be a device's. */
    public void check(String name) {
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

    /** Fails if nobody can use it by hand. */
    public void checkHand(String name) {
        if (name.equals(BROWSER)) {
            throw new Fault(
                            Text.of("该浏览器没有窗口，人无法操作", "This browser has no window: nobody can use it by hand"),
                            "--device browser",
                            Text.of(
                                    "用手机；或运行 mingcha capture，并在自己的浏览器中设置其代理",
                                    "Use a phone, or run mingcha capture and set its proxy in a browser of your own"))
                    .asException();
        }
    }

    public Device open(String name) {
        if (name.startsWith(APPIUM)) {
            return AppiumDevice.open(appium(name.substring(APPIUM.length())));
        }
        return name.equals(BROWSER)
                ? new BrowserDevice(name, BrowserLook.phone())
                : AdbDevice.open(AdbServer.local(), serial(name), journals());
    }

    /** {@code android:SERIAL} or {@code ios:UDID}, and after an {@code @} the server if it is not this machine's usual one. */
    private static AppiumTarget appium(String text) {
        int at = text.indexOf('@');
        URI server = URI.create(at < 0 ? APPIUM_SERVER : text.substring(at + 1));
        String device = at < 0 ? text : text.substring(0, at);
        if (device.startsWith("android:")) {
            return AppiumTarget.android(server, device.substring("android:".length()));
        }
        if (device.startsWith("ios:")) {
            return AppiumTarget.ios(server, device.substring("ios:".length()));
        }
        throw new Fault(
                        Text.of("不是 Appium 设备：" + device, "Not a device of Appium's: " + device),
                        "--device",
                        Text.of(
                                "写作 appium:android:序列号 或 appium:ios:UDID，服务器地址写在 @ 之后",
                                "Write appium:android:SERIAL or appium:ios:UDID, the server's address after an @"))
                .asException();
    }

    Path journals() {
        return context.data().resolve("devices");
    }

    private static String serial(String name) {
        return name.startsWith("adb:") ? name.substring("adb:".length()) : name;
    }
}

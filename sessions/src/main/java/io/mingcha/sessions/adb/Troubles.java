package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

/** What went wrong between us, the server and a device, told by the kind of it. */
final class Troubles {
    private static final Text PLUG = Text.of(
            "请检查数据线与 USB 调试开关（网络设备：adb connect），然后重试",
            "Check the cable and that USB debugging is on (over the network: adb connect), then try again");

    private Troubles() {}

    static DeviceTrouble trouble(Kind kind, String where, Text what, Text remedy) {
        return new DeviceTrouble(kind, new Fault(what, where, remedy));
    }

    /** What a failed talk with a device means; asks the server how the device is now. */
    static DeviceTrouble of(AdbServer server, String serial, String doing, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return timeout(serial, doing);
        }
        if (e instanceof Refusal refusal && !refusal.said().equals("closed")) {
            return refused(serial, doing, refusal.said());
        }
        return server.devicesIfRunning()
                .map(all -> all.stream().filter(d -> d.serial().equals(serial)).findFirst())
                .map(found -> isGone(found)
                        ? unplugged(serial)
                        : ofState(found.get()).orElseGet(() -> brokenOff(serial, doing)))
                .orElseGet(() -> ofServer(server, doing, e));
    }

    /** A device of the network whose connection broke is listed as offline while the server tries to get it back. */
    private static boolean isGone(Optional<Listing> found) {
        return found.isEmpty() || found.get().state() == Listing.State.OFFLINE;
    }

    static DeviceTrouble ofServer(AdbServer server, String doing, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return timeout(server.toString(), doing);
        }
        if (e instanceof Refusal refusal) {
            return refused(server.toString(), doing, refusal.said());
        }
        return new DeviceTrouble(
                Kind.SERVER_GONE,
                new Fault(
                        Text.of("adb 服务已中断：" + doing, "The adb server went away during: " + doing),
                        server.toString(),
                        Text.of("请重试；服务会自动重新启动", "Try again; it is started anew")),
                e);
    }

    /** The trouble that a state is, if it is one. */
    static Optional<DeviceTrouble> ofState(Listing device) {
        String serial = device.serial();
        return switch (device.state()) {
            case READY -> Optional.empty();
            case OFFLINE -> Optional.of(offline(serial));
            case UNAUTHORISED -> Optional.of(unauthorised(serial));
            case NO_PERMISSION ->
                Optional.of(trouble(
                        Kind.REFUSED,
                        serial,
                        Text.of("本机不允许访问该 USB 设备", "This machine does not let us open the USB device"),
                        Text.of(
                                "请安装 udev 规则（Debian：android-sdk-platform-tools-common）并加入 plugdev 组，然后重新插上",
                                "Install the udev rules (Debian: android-sdk-platform-tools-common), join the group plugdev,"
                                        + " and plug it in again")));
            case NOT_ANDROID ->
                Optional.of(trouble(
                        Kind.REFUSED,
                        serial,
                        Text.of("设备处于引导程序或恢复模式", "The device is in its boot loader or recovery system"),
                        Text.of("请正常启动设备", "Start it normally")));
        };
    }

    static DeviceTrouble refused(String where, String doing, String said) {
        String low = said.toLowerCase(Locale.ROOT);
        if (low.contains("unauthorized") || low.contains("authorizing") || low.contains("authenticate")) {
            return unauthorised(where);
        }
        if (low.contains("offline") || low.contains("still connecting")) {
            return offline(where);
        }
        if (low.matches("(?s).*(device|transport).*not found.*")
                || low.contains("no devices")
                || low.contains("connection refused")
                || low.contains("failed to connect")
                || low.contains("cannot connect")) {
            return unplugged(where);
        }
        if (low.contains("no space left")) {
            return full(where);
        }
        return trouble(
                Kind.REFUSED,
                where,
                Text.of("被拒绝：" + doing + "：" + said, "Refused: " + doing + ": " + said),
                Text.of("请根据以上信息处理后重试", "Do what that asks for and try again"));
    }

    static DeviceTrouble unplugged(String serial) {
        return trouble(Kind.UNPLUGGED, serial, Text.of("设备已断开", "The device is not connected"), PLUG);
    }

    private static DeviceTrouble brokenOff(String serial, String doing) {
        return trouble(
                Kind.UNPLUGGED,
                serial,
                Text.of("设备的回答中途断开：" + doing, "The device broke off in the middle of its answer: " + doing),
                PLUG);
    }

    private static DeviceTrouble offline(String serial) {
        return trouble(
                Kind.OFFLINE,
                serial,
                Text.of("设备离线：已连接但不响应 adb", "The device is offline: connected, but it does not answer adb"),
                Text.of(
                        "请重新插拔数据线，或在开发者选项中关闭再打开 USB 调试",
                        "Plug it in again, or switch USB debugging off and on in the developer options"));
    }

    private static DeviceTrouble unauthorised(String serial) {
        return trouble(
                Kind.UNAUTHORISED,
                serial,
                Text.of("设备尚未信任这台电脑", "The device has not agreed to this computer yet"),
                Text.of(
                        "请解锁手机，在“允许 USB 调试吗？”对话框中点“允许”",
                        "Unlock the phone and accept the dialog «Allow USB debugging?»"));
    }

    static DeviceTrouble timeout(String where, String doing) {
        return trouble(
                Kind.TIMEOUT,
                where,
                Text.of("设备没有及时回答：" + doing, "No answer in time: " + doing),
                Text.of("请检查设备是否卡住或进入休眠，然后重试", "See whether the device hangs or sleeps, then try again"));
    }

    static DeviceTrouble rebooted(String serial) {
        return trouble(
                Kind.REBOOTED,
                serial,
                Text.of("设备在此期间重新启动过", "The device has started anew meanwhile"),
                Text.of(
                        "请解锁设备后重做这次会话：重启前后的记录不能当作一次运行",
                        "Unlock it and do this session again: what was recorded before and after is not one run"));
    }

    static DeviceTrouble full(String serial) {
        return trouble(
                Kind.STORAGE_FULL,
                serial,
                Text.of("设备存储空间不足", "The device has no space left"),
                Text.of("请在设备上删除应用或文件后重试", "Delete apps or files on it and try again"));
    }
}

package io.mingcha.sessions.appium;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A device behind an Appium server. Appium sets neither a proxy nor a root: both have to be on the phone before, and
 * {@link #connect} says so.
 */
public final class AppiumDevice implements Device {
    private final AppiumTarget target;
    private final Wire wire;
    private final Hands hands;

    private AppiumDevice(AppiumTarget target, Wire wire) {
        this.target = target;
        this.wire = wire;
        this.hands = switch (target.platform()) {
            case ANDROID -> new AndroidHands(wire);
            case IOS -> new IosHands(wire);
            case BROWSER -> new BrowserHands(wire);
        };
    }

    /** Opens a session, which may take minutes the first time. */
    public static AppiumDevice open(AppiumTarget target) {
        Wire wire = doing(target, "session", () -> Wire.open(target.server(), target.capabilities()));
        return new AppiumDevice(target, wire);
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public Set<Ability> abilities() {
        return hands.abilities();
    }

    @Override
    public DeviceKind kind() {
        return switch (target.platform()) {
            case ANDROID -> DeviceKind.ANDROID;
            case IOS -> DeviceKind.IOS;
            case BROWSER -> DeviceKind.BROWSER;
        };
    }

    @Override
    public Set<WayIn> ways() {
        return kind() == DeviceKind.ANDROID ? EnumSet.of(WayIn.PROXY, WayIn.TUNNEL) : EnumSet.of(WayIn.PROXY);
    }

    @Override
    public Optional<String> release() {
        return wire.release();
    }

    @Override
    public Connected connect(Route route) {
        return new Connected(false, false, Optional.empty(), route.way() == WayIn.TUNNEL);
    }

    @Override
    public Screen screen() {
        Instant asked = Instant.now();
        Hands.Reading read = asking("screen", hands::read);
        return new Screen(read.roots(), asked, Instant.now(), read.app(), read.source());
    }

    @Override
    public byte[] screenshot() {
        return Base64.getMimeDecoder()
                .decode(asking("screenshot", () -> wire.get("screenshot").asText()));
    }

    @Override
    public void tap(Node node) {
        does("tap", () -> hands.tap(node));
    }

    @Override
    public void type(String text) {
        does("type", () -> {
            JsonNode focused = wire.get("element/active");
            String element =
                    focused.elements().hasNext() ? focused.elements().next().asText() : "";
            wire.post("element/" + element + "/value", Map.of("text", text));
        });
    }

    @Override
    public void swipe(Point from, Point to, Duration over) {
        does("swipe", () -> wire.post("actions", Gestures.swipe(from, to, over)));
    }

    @Override
    public void press(Key key) {
        does("press", () -> hands.press(key));
    }

    @Override
    public void launch(String app) {
        does("launch", () -> hands.launch(app));
    }

    @Override
    public void stop(String app) {
        does("stop", () -> hands.stop(app));
    }

    @Override
    public void open(String url) {
        does("open", () -> hands.open(url));
    }

    @Override
    public void install(Path file) {
        does("install", () -> hands.install(file));
    }

    @Override
    public void uninstall(String app) {
        does("uninstall", () -> hands.uninstall(app));
    }

    @Override
    public void clear(String app) {
        does("clear", () -> hands.clear(app));
    }

    @Override
    public void unlock() {
        does("unlock", hands::unlock);
    }

    @Override
    public void permission(String app, String permission, boolean granted) {
        does("permission", () -> hands.permission(app, permission, granted));
    }

    @Override
    public void locate(double latitude, double longitude) {
        does("locate", () -> hands.locate(latitude, longitude));
    }

    @Override
    public String run(String command) {
        return asking("run", () -> hands.run(command));
    }

    /** Appium tells the device's time in whole seconds. */
    @Override
    public ClockReading clock() {
        Instant asked = Instant.now();
        Optional<OffsetDateTime> there = asking("clock", hands::time);
        Instant got = Instant.now();
        if (there.isEmpty()) {
            return ClockReading.same(got);
        }
        Duration half = Duration.between(asked, got).dividedBy(2);
        Instant middle = there.get().toInstant().plusMillis(500);
        return new ClockReading(got, Duration.between(asked.plus(half), middle), half.plusMillis(500));
    }

    @Override
    public Optional<String> foreground() {
        return asking("foreground", hands::read).app();
    }

    private void does(String what, Runnable work) {
        asking(what, () -> {
            work.run();
            return true;
        });
    }

    private <T> T asking(String what, Supplier<T> work) {
        return doing(target, what, work);
    }

    private static <T> T doing(AppiumTarget target, String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (WireError e) {
            throw trouble(e.kind(), target, what, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            boolean late = e.getCause() instanceof HttpTimeoutException;
            DeviceTrouble.Kind kind = late ? DeviceTrouble.Kind.TIMEOUT : DeviceTrouble.Kind.SERVER_GONE;
            throw trouble(kind, target, what, String.valueOf(e.getCause()), e);
        }
    }

    private static DeviceTrouble trouble(
            DeviceTrouble.Kind kind, AppiumTarget target, String what, String said, Throwable cause) {
        Text remedy = switch (kind) {
            case SERVER_GONE ->
                Text.of(
                        "请确认 Appium 正在运行：appium server --address 127.0.0.1",
                        "Check that Appium runs: appium server --address 127.0.0.1");
            case UNSUPPORTED -> Text.of("请从计划中去掉这一步", "Leave the step out of the plan");
            case UNPLUGGED, OFFLINE, UNAUTHORISED ->
                Text.of("请检查连接与调试授权", "Check the cable and that debugging is authorised");
            default -> Text.of("请查看 Appium 的日志", "Read the log of Appium");
        };
        return new DeviceTrouble(
                kind,
                new Fault(
                        Text.of("设备未能完成 " + what + "：" + said, "The device did not do it (" + what + "): " + said),
                        target.name() + " @ " + target.server(),
                        remedy),
                cause);
    }

    @Override
    public void close() {
        wire.close();
    }
}

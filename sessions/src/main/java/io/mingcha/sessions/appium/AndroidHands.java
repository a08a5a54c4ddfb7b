package io.mingcha.sessions.appium;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Android through UiAutomator2. */
final class AndroidHands implements Hands {
    private static final Map<Key, Integer> CODES = Map.of(Key.BACK, 4, Key.HOME, 3, Key.ENTER, 66);

    private final Wire wire;

    AndroidHands(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(
                Ability.INSTALL,
                Ability.CLEAR,
                Ability.PERMISSIONS,
                Ability.LOCATE,
                Ability.SHELL,
                Ability.FOREGROUND,
                Ability.HOME);
    }

    @Override
    public Reading read() {
        String source = wire.get("source").asText();
        List<Node> roots = SourceXml.roots(source);
        Optional<String> app = roots.stream()
                .flatMap(Node::all)
                .flatMap(n -> n.app().stream())
                .filter(name -> !name.equals("com.android.systemui"))
                .reduce((below, above) -> above);
        return new Reading(roots, source, app);
    }

    @Override
    public void tap(Node node) {
        wire.post("actions", Gestures.tap(node.bounds().center()));
    }

    @Override
    public void press(Key key) {
        wire.execute("mobile: pressKey", Hands.with("keycode", CODES.getOrDefault(key, 0)));
    }

    @Override
    public void launch(String app) {
        wire.execute("mobile: activateApp", Hands.with("appId", app));
    }

    @Override
    public void stop(String app) {
        wire.execute("mobile: terminateApp", Hands.with("appId", app));
    }

    @Override
    public void open(String url) {
        wire.execute("mobile: deepLink", Hands.with("url", url));
    }

    @Override
    public void install(Path file) {
        wire.execute("mobile: installApp", Hands.with("appPath", file.toString()));
    }

    @Override
    public void uninstall(String app) {
        wire.execute("mobile: removeApp", Hands.with("appId", app));
    }

    @Override
    public void clear(String app) {
        wire.execute("mobile: clearApp", Hands.with("appId", app));
    }

    @Override
    public void permission(String app, String permission, boolean granted) {
        wire.execute(
                "mobile: changePermissions",
                Map.of("appPackage", app, "permissions", permission, "action", granted ? "grant" : "revoke"));
    }

    @Override
    public void locate(double latitude, double longitude) {
        wire.execute("mobile: setGeolocation", Map.of("latitude", latitude, "longitude", longitude));
    }

    /** Appium refuses unless its server was started with {@code --allow-insecure=uiautomator2:adb_shell}. */
    @Override
    public String run(String command) {
        return wire.execute("mobile: shell", Map.of("command", "sh", "args", List.of("-c", command)))
                .asText();
    }

    @Override
    public Optional<OffsetDateTime> time() {
        return Optional.of(OffsetDateTime.parse(
                wire.execute("mobile: getDeviceTime", Map.of()).asText()));
    }
}

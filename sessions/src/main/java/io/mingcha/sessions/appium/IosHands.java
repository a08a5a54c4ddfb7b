package io.mingcha.sessions.appium;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** iOS through XCUITest. What an app remembers cannot be taken from it; install it anew. */
final class IosHands implements Hands {
    private static final String APP = "bundleId";

    private final Wire wire;

    IosHands(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.INSTALL, Ability.UNLOCK, Ability.LOCATE, Ability.FOREGROUND, Ability.HOME);
    }

    @Override
    public Reading read() {
        String source = wire.get("source").asText();
        String app = wire.execute("mobile: activeAppInfo", Map.of()).path(APP).asText();
        return new Reading(SourceXml.roots(source), source, Optional.of(app).filter(a -> !a.isEmpty()));
    }

    @Override
    public void tap(Node node) {
        wire.post("actions", Gestures.tap(node.bounds().center()));
    }

    @Override
    public void press(Key key) {
        switch (key) {
            case HOME -> wire.execute("mobile: pressButton", Hands.with("name", "home"));
            case BACK -> wire.post("back", Map.of());
            case ENTER -> wire.execute("mobile: keys", Hands.with("keys", java.util.List.of("\n")));
        }
    }

    @Override
    public void launch(String app) {
        wire.execute("mobile: activateApp", Hands.with(APP, app));
    }

    @Override
    public void stop(String app) {
        wire.execute("mobile: terminateApp", Hands.with(APP, app));
    }

    @Override
    public void open(String url) {
        wire.execute("mobile: deepLink", Hands.with("url", url));
    }

    @Override
    public void install(Path file) {
        wire.execute("mobile: installApp", Hands.with("app", file.toString()));
    }

    @Override
    public void uninstall(String app) {
        wire.execute("mobile: removeApp", Hands.with(APP, app));
    }

    @Override
    public void unlock() {
        wire.execute("mobile: unlock", Map.of());
    }

    @Override
    public void locate(double latitude, double longitude) {
        wire.execute("mobile: setSimulatedLocation", Map.of("latitude", latitude, "longitude", longitude));
    }

    @Override
    public Optional<OffsetDateTime> time() {
        return Optional.of(
                OffsetDateTime.parse(wire.get("appium/device/system_time").asText()));
    }
}

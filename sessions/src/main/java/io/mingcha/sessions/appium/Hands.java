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

/** What is done differently on each platform. */
interface Hands {

    /** What is shown, as the platform's driver tells it. */
    record Reading(List<Node> roots, String source, Optional<String> app) {}

    Set<Ability> abilities();

    Reading read();

    void tap(Node node);

    void press(Key key);

    void launch(String app);

    void stop(String app);

    void open(String url);

    default void install(Path file) {
        throw unsupported("install");
    }

    default void uninstall(String app) {
        throw unsupported("uninstall");
    }

    default void clear(String app) {
        throw unsupported("clear");
    }

    default void unlock() {
        throw unsupported("unlock");
    }

    default void permission(String app, String permission, boolean granted) {
        throw unsupported("permission");
    }

    default void locate(double latitude, double longitude) {
        throw unsupported("locate");
    }

    default String run(String command) {
        throw unsupported("run");
    }

    /** The device's own time; absent where it is this machine's. */
    default Optional<OffsetDateTime> time() {
        return Optional.empty();
    }

    static WireError unsupported(String what) {
        return new WireError("unsupported operation", what);
    }

    /** Arguments of a command of Appium's. */
    static Map<String, Object> with(String key, Object value) {
        return Map.of(key, value);
    }
}

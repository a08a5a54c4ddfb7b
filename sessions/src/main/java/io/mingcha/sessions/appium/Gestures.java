package io.mingcha.sessions.appium;

import io.mingcha.sessions.device.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A finger on the glass, as W3C actions. */
final class Gestures {
    private static final long PRESS_MS = 60;

    private Gestures() {}

    static Map<String, Object> tap(Point at) {
        return finger(List.of(move(at, 0), down(), Map.of("type", "pause", "duration", PRESS_MS), up()));
    }

    static Map<String, Object> swipe(Point from, Point to, Duration over) {
        return finger(List.of(move(from, 0), down(), move(to, over.toMillis()), up()));
    }

    private static Map<String, Object> finger(List<Map<String, Object>> actions) {
        return Map.of(
                "actions",
                List.of(Map.of(
                        "type",
                        "pointer",
                        "id",
                        "finger",
                        "parameters",
                        Map.of("pointerType", "touch"),
                        "actions",
                        actions)));
    }

    private static Map<String, Object> move(Point to, long over) {
        return Map.of("type", "pointerMove", "duration", over, "x", to.x(), "y", to.y(), "origin", "viewport");
    }

    private static Map<String, Object> down() {
        return Map.of("type", "pointerDown", "button", 0);
    }

    private static Map<String, Object> up() {
        return Map.of("type", "pointerUp", "button", 0);
    }
}

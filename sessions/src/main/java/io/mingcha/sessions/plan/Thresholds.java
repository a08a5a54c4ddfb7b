package io.mingcha.sessions.plan;

import java.util.Set;

/**
 * What a run must have had so that a verdict may rest on it.
 *
 * @param exchanges read at the least
 * @param share of connections that must have been read, 0 to 1
 * @param foreground share of the time between launch and end, without what was spent in the background on purpose, that the
 *     app must have been in front, 0 to 1
 * @param passed share of what the app moved by the device's own count that must have passed the proxy, 0 to 1
 * @param markers kinds that must have fallen
 * @param scenes that must have been entered
 */
public record Thresholds(
        int exchanges, double share, double foreground, double passed, Set<String> markers, Set<String> scenes) {
    /** Far from half: a device and a proxy do not count quite the same. */
    public static final double PASSED = 0.4;

    public static final Thresholds USUAL = new Thresholds(1, 0.5, 0.5, PASSED, Set.of(), Set.of());

    public Thresholds {
        markers = Set.copyOf(markers);
        scenes = Set.copyOf(scenes);
    }
}

package io.mingcha.sessions.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes that apps sent and received by their device's own count.
 *
 * @param app of the app in question
 * @param others of others, the most first
 */
public record Moved(long app, Map<String, Long> others) {
    public Moved {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }
}

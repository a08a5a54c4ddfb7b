package io.mingcha.sessions.device;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that a device has counted so far. It counts in series, of which the oldest vanish in time, so only what is in the later
 * count is compared.
 */
public record TrafficCount(Map<Series, Long> bytes) {

    /**
     * One of its counters.
     *
     * @param uid whose
     * @param name what else tells it from others: network, set, time
     */
    public record Series(int uid, String name) {}

    public TrafficCount {
        bytes = Map.copyOf(bytes);
    }

    /** What each user id moved after an earlier count. */
    public Map<Integer, Long> since(TrafficCount before) {
        Map<Integer, Long> moved = new HashMap<>();
        bytes.forEach((series, now) -> {
            long more = now - before.bytes().getOrDefault(series, 0L);
            if (more > 0) {
                moved.merge(series.uid(), more, Long::sum);
            }
        });
        return moved;
    }
}

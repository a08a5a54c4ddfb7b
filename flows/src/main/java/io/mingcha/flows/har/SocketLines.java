package io.mingcha.flows.har;

import io.mingcha.flows.Arrival;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of one direction of a WebSocket as browsers export them, a line each. */
final class SocketLines {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Arrival> arrivals = new ArrayList<>(0);

    /**
     * @param seconds since 1970, as the browser says when it was; nothing if that is no time
     */
    void add(String message, double seconds) {
        if (seconds > 0 && seconds < 1e11) {
            arrivals.add(new Arrival(bytes.size(), Instant.EPOCH.plusNanos(Math.round(seconds * 1e6) * 1000)));
        }
        bytes.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        bytes.write('\n');
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}

package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The decoding of one message under way: its budget, and what had to be left. */
final class Opening {
    final Limits limits;
    private final List<Stop> stops = new ArrayList<>();
    private int nodes;
    private int expanded;

    Opening(Limits limits) {
        this.limits = limits;
    }

    /** Counts one more node; false once there are too many. */
    boolean node(Node at) {
        if (++nodes == limits.nodes()) {
            stop(at, "stopped: " + limits.nodes() + " values");
        }
        return nodes < limits.nodes();
    }

    boolean exhausted() {
        return nodes >= limits.nodes();
    }

    /** How much decompression may still make. */
    int room() {
        return Math.max(0, limits.expandedBytes() - expanded);
    }

    void made(int bytes) {
        expanded += bytes;
    }

    void stop(Node at, String reason) {
        if (stops.size() < 100) {
            stops.add(new Stop(at, reason));
        }
    }

    List<Stop> stops() {
        return stops;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

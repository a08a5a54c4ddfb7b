package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decoding of one message under way: its budget, and what had to be left. */
final class Opening {
    /** Digits and letters of an id, read as hex or base64, begin like something known now and then: it breaks this soon. */
    static final int BY_CHANCE = 16;

    final Limits limits;
    final Names names;
    final RecipeLayer recipes;
    private final List<Stop> stops = new ArrayList<>();
    private int nodes;
    private int expanded;
    private long worked;
    private boolean overworked;

    Opening(Limits limits, Names names, RecipeLayer recipes) {
        this.limits = limits;
        this.names = names;
        this.recipes = recipes;
    }

    /** Counts one more node; false once there are too many. */
    boolean node(Node at) {
        if (++nodes == limits.nodes()) {
            limit(at, Text.of(limits.nodes() + " 个值", limits.nodes() + " values"));
        }
        return nodes < limits.nodes();
    }

    boolean exhausted() {
        return nodes >= limits.nodes();
    }

    /** How much decompression may still make. */
    int room() {
        long left = Math.min(limits.expandedBytes() - expanded, limits.work() - worked);
        return (int) Math.max(0, left);
    }

    /** Counts bytes that are about to be looked at; false if that is more than one message may take. */
    boolean works(Node at, long bytes) {
        worked += bytes;
        if (worked <= limits.work()) {
            return true;
        }
        if (!overworked) {
            overworked = true;
            limit(at, Text.of("处理量 " + limits.work() + " 字节", "work " + limits.work() + " bytes"));
        }
        return false;
    }

    /** Counts work that was done without asking. */
    void worked(long bytes) {
        worked += bytes;
    }

    void made(int bytes) {
        expanded += bytes;
    }

    void stop(Node at, Text reason) {
        stop(new Stop(at, reason, Optional.empty()));
    }

    /** The same where the bytes go on and what may be opened of them is used up. */
    void limit(Node at, Text limit) {
        stop(new Stop(at, Text.of("已停止：" + limit.zh(), "stopped: " + limit.en()), Optional.of(limit)));
    }

    private void stop(Stop stop) {
        if (stops.size() < 100) {
            stops.add(stop);
        }
    }

    List<Stop> stops() {
        return stops;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

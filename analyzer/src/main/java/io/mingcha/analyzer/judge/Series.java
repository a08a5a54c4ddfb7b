package io.mingcha.analyzer.judge;

import io.mingcha.flows.Direction;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When a type went to a recipient in a direction, message by message. */
final class Series {
    static final Duration LONGEST_OCCASION = Duration.ofSeconds(10);

    /** The requests of one page, or the pieces of one upload, follow each other like this and are one occasion. */
    private static final Duration TOGETHER = Duration.ofSeconds(3);

    private final Way way;
    private final Instants times = new Instants();
    private final Instants occasions = new Instants();
    private final Map<Integer, Integer> placesOfNow = new HashMap<>();
    private final Set<Long> values = new HashSet<>();
    private double meanMillis = -1;
    private double irregularity = -1;
    private int measured;

    /** What goes to whom, in which direction. */
    record Way(String type, String recipient, Direction direction) {}

    Series(Way way) {
        this.way = way;
    }

    Way way() {
        return way;
    }

    /** The place, from 1, of a message that comes at the last of all instants so far, or did so already. */
    int place(int flow, long at) {
        if (times.size() > 0 && times.last() != at) {
            placesOfNow.clear();
        }
        return placesOfNow.computeIfAbsent(flow, f -> {
            boolean sameOccasion = times.size() > 0
                    && at <= times.last() + TOGETHER.toNanos()
                    && at <= occasions.last() + LONGEST_OCCASION.toNanos();
            if (!sameOccasion) {
                occasions.add(at);
            }
            times.add(at);
            return times.size();
        });
    }

    /** Whether a value had gone this way before; now it has. */
    boolean repeats(long value) {
        return !values.add(value);
    }

    int size() {
        return times.size();
    }

    Instants times() {
        return times;
    }

    Instants occasions() {
        return occasions;
    }

    /** Mean interval; -1 if there is none. */
    double meanMillis() {
        measure();
        return meanMillis;
    }

    /** Standard deviation of the intervals over their mean; -1 for less than two intervals. */
    double irregularity() {
        measure();
        return irregularity;
    }

    private void measure() {
        int intervals = size() - 1;
        if (measured == size() || intervals < 1) {
            return;
        }
        measured = size();
        meanMillis = times.millisBetween(0, intervals) / (double) intervals;
        if (intervals < 2 || meanMillis == 0) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < intervals; i++) {
            double off = times.millisBetween(i, i + 1) - meanMillis;
            sum += off * off;
        }
        irregularity = Math.sqrt(sum / intervals) / meanMillis;
    }
}

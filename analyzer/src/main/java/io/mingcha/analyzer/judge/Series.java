package io.mingcha.analyzer.judge;

import io.mingcha.flows.Direction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When a type went to a recipient in a direction, message by message. */
final class Series {
    private final Way way;
    private final Rhythm rhythm;
    private final Instants times = new Instants();
    private final Instants occasions = new Instants();
    private final Map<Integer, Integer> placesOfNow = new HashMap<>();
    private final Set<Long> values = new HashSet<>();
    private int beats;
    private double meanMillis = -1;
    private double irregularity = -1;
    private int measured;

    /** What goes to whom, in which direction. */
    record Way(String type, String recipient, Direction direction) {}

    Series(Way way, Rhythm rhythm) {
        this.way = way;
        this.rhythm = rhythm;
    }

    Way way() {
        return way;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    /** The place, from 1, of a message that comes at the last of all instants so far, or did so already. */
    int place(int flow, long at) {
        if (times.size() > 0 && times.last() != at) {
            placesOfNow.clear();
        }
        return placesOfNow.computeIfAbsent(flow, f -> {
            boolean sameOccasion = times.size() > 0
                    && at <= times.last() + rhythm.together().toNanos()
                    && at <= occasions.last() + rhythm.occasion().toNanos();
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

    /** How many beats the longest stretch without a pause has. What follows within a beat belongs to it. */
    int beats() {
        measure();
        return beats;
    }

    /** Mean interval between these; -1 if there is none. */
    double meanMillis() {
        measure();
        return meanMillis;
    }

    /** Standard deviation of these intervals over their mean: 0 is a clock; -1 for less than two. */
    double irregularity() {
        measure();
        return irregularity;
    }

    private void measure() {
        if (measured == size()) {
            return;
        }
        measured = size();
        long[] intervals = betweenBeats();
        if (intervals.length == 0) {
            beats = Math.min(1, size());
            return;
        }
        long[] sorted = intervals.clone();
        Arrays.sort(sorted);
        long[] stretch = longest(intervals, sorted[sorted.length / 2] * rhythm.pause());
        beats = stretch.length + 1;
        meanMillis = Arrays.stream(stretch).average().orElse(-1);
        irregularity = stretch.length < 2 || meanMillis <= 0
                ? -1
                : Math.sqrt(Arrays.stream(stretch)
                                        .mapToDouble(i -> (i - meanMillis) * (i - meanMillis))
                                        .sum()
                                / stretch.length)
                        / meanMillis;
    }

    /** Milliseconds from the first message of a beat to that of the next. */
    private long[] betweenBeats() {
        long[] intervals = new long[Math.max(0, size() - 1)];
        int count = 0;
        int first = 0;
        for (int i = 1; i < size(); i++) {
            if (times.millisBetween(i - 1, i) > rhythm.beat().toMillis()) {
                intervals[count++] = times.millisBetween(first, i);
                first = i;
            }
        }
        return Arrays.copyOf(intervals, count);
    }

    private static long[] longest(long[] intervals, double pause) {
        int from = 0;
        int bestFrom = 0;
        int bestTo = 0;
        for (int i = 0; i <= intervals.length; i++) {
            if (i == intervals.length || intervals[i] > pause) {
                if (i - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = i;
                }
                from = i + 1;
            }
        }
        return Arrays.copyOfRange(intervals, bestFrom, bestTo);
    }
}

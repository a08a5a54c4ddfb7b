package io.mingcha.bench.load;

import java.util.Arrays;

/** How long exchanges took. */
final class Latencies {
    private int[] micros = new int[1024];
    private int count;

    void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.micros[i] * 1000L);
        }
    }

    int count() {
        return count;
    }

    /** In milliseconds; the share is within (0, 1]. */
    double quantile(double share) {
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[(int) Math.ceil(share * count) - 1] / 1000.0;
    }
}

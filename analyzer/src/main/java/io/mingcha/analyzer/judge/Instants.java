package io.mingcha.analyzer.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Instants in ascending order, eight bytes an instant. What lies beyond the years 1677 and 2262 lies at their ends. */
final class Instants {
    private static final long SECOND = 1_000_000_000;

    private long[] nanos = new long[8];
    private int size;

    static long nanos(Instant at) {
        long second = at.getEpochSecond();
        if (second >= Long.MAX_VALUE / SECOND) {
            return Long.MAX_VALUE;
        }
        return second <= Long.MIN_VALUE / SECOND ? Long.MIN_VALUE : second * SECOND + at.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    void add(long instant) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = instant;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return nanos[index];
    }

    long last() {
        return nanos[size - 1];
    }

    long millisBetween(int from, int to) {
        return (nanos[to] - nanos[from]) / 1_000_000;
    }

    /** How many of the first {@code count} come before an instant. */
    int before(long end, int count) {
        int at = Arrays.binarySearch(nanos, 0, count, end);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && nanos[at - 1] == end) {
            at--;
        }
        return at;
    }

    /** How many lie in the window that ends with the nth, from 1. */
    int within(Duration window, int nth) {
        return nth - before(nanos[nth - 1] - window.toNanos() + 1, nth);
    }
}

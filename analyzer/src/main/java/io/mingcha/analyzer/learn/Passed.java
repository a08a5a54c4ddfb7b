package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints of values with the exchange in which each went by, twelve bytes each and so many at most. They come in chunks, in their
 * order; those that are full are put in order of their prints once somebody asks.
 */
final class Passed {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final long INDEX = CHUNK - 1L;

    private final int most;
    private final List<long[]> prints = new ArrayList<>();
    private final List<int[]> flows = new ArrayList<>();
    private long[] lastPrints = new long[0];
    private int[] lastFlows = new int[0];
    private int size;
    private int sorted;
    private int full = Integer.MAX_VALUE;
    private long left;

    interface Visitor {
        void met(long print, int flow);
    }

    Passed(int most) {
        this.most = most;
    }

    void add(ImmutableLongArray all, int flow) {
        for (int i = 0; i < all.length(); i++) {
            add(all.get(i), flow);
        }
    }

    private void add(long print, int flow) {
        if (size >= most) {
            full = Math.min(full, flow);
            left++;
            return;
        }
        int at = size & CHUNK - 1;
        if (at == 0) {
            lastPrints = new long[CHUNK];
            lastFlows = new int[CHUNK];
            prints.add(lastPrints);
            flows.add(lastFlows);
        }
        lastPrints[at] = print;
        lastFlows[at] = flow;
        size++;
    }

    /** The exchange in which it first went by; the largest number if in none. */
    int first(long print) {
        for (; sorted < size / CHUNK; sorted++) {
            sort(prints.get(sorted), flows.get(sorted));
        }
        for (int chunk = 0; chunk < sorted; chunk++) {
            int at = find(prints.get(chunk), print);
            if (at >= 0) {
                return flows.get(chunk)[at];
            }
        }
        for (int i = 0; i < size % CHUNK; i++) {
            if (lastPrints[i] == print) {
                return lastFlows[i];
            }
        }
        return Integer.MAX_VALUE;
    }

    /** By what of a print is beyond the bits of an index, then as they came. */
    private static void sort(long[] prints, int[] flows) {
        long[] order = new long[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            order[i] = prints[i] & ~INDEX | i;
        }
        Arrays.sort(order);
        long[] oldPrints = prints.clone();
        int[] oldFlows = flows.clone();
        for (int i = 0; i < CHUNK; i++) {
            int from = (int) (order[i] & INDEX);
            prints[i] = oldPrints[from];
            flows[i] = oldFlows[from];
        }
    }

    private static int find(long[] in, long print) {
        long wanted = print & ~INDEX;
        int low = 0;
        int high = CHUNK;
        while (low < high) {
            int middle = low + high >>> 1;
            if ((in[middle] & ~INDEX) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < CHUNK && (in[i] & ~INDEX) == wanted; i++) {
            if (in[i] == print) {
                return i;
            }
        }
        return -1;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.met(prints.get(i / CHUNK)[i % CHUNK], flows.get(i / CHUNK)[i % CHUNK]);
        }
    }

    /** The exchange from which on there was no room; the largest number if there always was. */
    int fullFrom() {
        return full;
    }

    /** How many there was no room for. */
    long left() {
        return left;
    }
}

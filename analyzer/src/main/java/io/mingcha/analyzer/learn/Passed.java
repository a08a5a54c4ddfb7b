package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;

/** Prints of values with the exchange in which each went by, in their order, twelve bytes each and so many at most. */
final class Passed {
    private static final int CHUNK = 1 << 14;

    private final int most;
    private final List<long[]> prints = new ArrayList<>();
    private final List<int[]> flows = new ArrayList<>();
    private long[] lastPrints = new long[0];
    private int[] lastFlows = new int[0];
    private int size;
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
        for (int chunk = 0; chunk < prints.size(); chunk++) {
            long[] in = prints.get(chunk);
            for (int i = 0; i < in.length; i++) {
                // beyond the last there are zeros, which are no prints
                if (in[i] == print) {
                    return flows.get(chunk)[i];
                }
            }
        }
        return Integer.MAX_VALUE;
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

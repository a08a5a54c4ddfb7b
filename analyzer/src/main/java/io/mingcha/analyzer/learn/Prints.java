package io.mingcha.analyzer.learn;

/**
 * A set of prints of values. One thread adds; any may ask, and may be told no of what was added a moment ago.
 */
final class Prints {
    private volatile long[] slots = new long[64];
    private int used;

    void add(long print) {
        long[] in = slots;
        int slot = slot(in, print);
        if (in[slot] == print) {
            return;
        }
        in[slot] = print;
        used++;
        if (2L * used > in.length) {
            slots = grown(in);
        }
    }

    boolean contains(long print) {
        long[] in = slots;
        return in[slot(in, print)] == print;
    }

    boolean isEmpty() {
        return used == 0;
    }

    private static int slot(long[] in, long print) {
        int slot = (int) print & in.length - 1;
        while (in[slot] != 0 && in[slot] != print) {
            slot = slot + 1 & in.length - 1;
        }
        return slot;
    }

    private static long[] grown(long[] old) {
        long[] in = new long[old.length * 2];
        for (long print : old) {
            if (print != 0) {
                in[slot(in, print)] = print;
            }
        }
        return in;
    }
}

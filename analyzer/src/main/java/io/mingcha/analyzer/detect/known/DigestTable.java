package io.mingcha.analyzer.detect.known;

import java.util.ArrayList;
import java.util.List;

/**
 * What each digest is of, in one open table by their first eight bytes, which are as good as random, and not in a map of texts.
 */
final class DigestTable {
    private static final int SHORTEST = Long.BYTES;

    private long[] heads = new long[64];
    /** Of the bytes behind the first eight, so that what only begins like a digest is none. */
    private long[] tails = new long[64];

    private KnownValues.Digested[] values = new KnownValues.Digested[64];
    private int used;

    /** Adds a digest, unless it is there as one of the same value. */
    void put(byte[] digest, KnownValues.Digested value) {
        if (digest.length < SHORTEST) {
            throw new IllegalArgumentException("a digest of " + digest.length + " bytes");
        }
        if (2 * (used + 1) > values.length) {
            grow();
        }
        insert(head(digest), tail(digest), value);
    }

    private void insert(long head, long tail, KnownValues.Digested value) {
        int mask = values.length - 1;
        int slot = (int) head & mask;
        while (values[slot] != null) {
            if (heads[slot] == head
                    && tails[slot] == tail
                    && values[slot].value().equals(value.value())) {
                return;
            }
            slot = slot + 1 & mask;
        }
        heads[slot] = head;
        tails[slot] = tail;
        values[slot] = value;
        used++;
    }

    private void grow() {
        long[] oldHeads = heads;
        long[] oldTails = tails;
        KnownValues.Digested[] old = values;
        heads = new long[old.length * 2];
        tails = new long[old.length * 2];
        values = new KnownValues.Digested[old.length * 2];
        used = 0;
        // From behind a gap on, so that those of one digest keep their order.
        int gap = 0;
        while (old[gap] != null) {
            gap++;
        }
        for (int i = 1; i < old.length; i++) {
            int slot = gap + i & old.length - 1;
            if (old[slot] != null) {
                insert(oldHeads[slot], oldTails[slot], old[slot]);
            }
        }
    }

    /** The values of which these bytes are a digest, in the order in which they came. */
    List<KnownValues.Digested> of(byte[] digest) {
        if (used == 0 || digest.length < SHORTEST) {
            return List.of();
        }
        long head = head(digest);
        int mask = values.length - 1;
        List<KnownValues.Digested> found = List.of();
        for (int slot = (int) head & mask; values[slot] != null; slot = slot + 1 & mask) {
            if (heads[slot] == head && tails[slot] == tail(digest)) {
                found = found.isEmpty() ? new ArrayList<>(1) : found;
                found.add(values[slot]);
            }
        }
        return found;
    }

    private static long head(byte[] b) {
        return word(b, 0);
    }

    private static long tail(byte[] b) {
        long tail = b.length;
        for (int i = SHORTEST; i < b.length; i += Long.BYTES) {
            tail = tail * 0x9E3779B97F4A7C15L + word(b, i);
        }
        return tail;
    }

    private static long word(byte[] b, int at) {
        long word = 0;
        for (int i = at; i < Math.min(at + Long.BYTES, b.length); i++) {
            word = word << 8 | b[i] & 0xFF;
        }
        return word;
    }
}

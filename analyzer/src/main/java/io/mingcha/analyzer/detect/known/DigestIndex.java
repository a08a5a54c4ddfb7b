package io.mingcha.analyzer.detect.known;

import com.google.common.primitives.Longs;
import io.mingcha.analyzer.detect.digest.Digests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which values have a digest. Ten thousand have millions, so only forty bits of each are kept, with whose it is, in one open
 * table; when they agree with those that are asked for, the digests of that one value are made once more and compared whole.
 */
final class DigestIndex {
    private static final int OWNER_BITS = 24;
    private static final long OWNER = (1L << OWNER_BITS) - 1;

    /** So many digests a value has, with room between them. */
    private static final int USUAL = 128;

    private final List<KnownValues.Part> parts;
    private final Maker maker;
    private final Map<ByteBuffer, List<KnownValues.Digested>> compared = new ConcurrentHashMap<>();
    private long[] slots;
    private int used;

    /** Makes the digests of a value, always the same in the same order. */
    interface Maker {
        void make(Digests hashing, KnownValues.Part part, Digests.Made made);
    }

    DigestIndex(List<KnownValues.Part> parts, Maker maker) {
        this.parts = parts;
        this.maker = maker;
        slots = new long[Integer.highestOneBit(Math.max(1, parts.size()) * USUAL)];
        Digests hashing = new Digests();
        for (int i = 0; i < parts.size(); i++) {
            int owner = i + 1;
            maker.make(hashing, parts.get(i), (name, digest) -> add(head(digest) | owner));
        }
    }

    private void add(long entry) {
        // so empty that one who asks in vain seldom looks twice
        if (slots.length < 2L * (used + 1)) {
            long[] old = slots;
            slots = new long[old.length * 2];
            used = 0;
            for (long other : old) {
                if (other != 0) {
                    insert(other);
                }
            }
        }
        insert(entry);
    }

    private void insert(long entry) {
        int slot = slot(entry);
        while (slots[slot] != 0) {
            if (slots[slot] == entry) {
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry;
        used++;
    }

    private int slot(long entry) {
        return (int) (entry >>> OWNER_BITS) & slots.length - 1;
    }

    private static long head(byte[] digest) {
        return Longs.fromByteArray(digest) & ~OWNER;
    }

    /**
     * False only if no digest begins so: of most bytes all there is to know.
     *
     * @param eight the first eight bytes, the first the most significant
     */
    boolean mayBegin(long eight) {
        long head = eight & ~OWNER;
        int slot = slot(head);
        while (slots[slot] != 0) {
            if ((slots[slot] & ~OWNER) == head) {
                return true;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return false;
    }

    /** The values of which these bytes, eight at least, are a digest, in the order in which they came. */
    List<KnownValues.Digested> of(byte[] digest) {
        long head = head(digest);
        return mayBegin(head)
                ? compared.computeIfAbsent(ByteBuffer.wrap(digest), d -> compared(digest, head))
                : List.of();
    }

    private List<KnownValues.Digested> compared(byte[] digest, long head) {
        SortedSet<Integer> owners = new TreeSet<>();
        for (int slot = slot(head); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if ((slots[slot] & ~OWNER) == head) {
                owners.add((int) (slots[slot] & OWNER) - 1);
            }
        }
        List<KnownValues.Digested> found = new ArrayList<>(1);
        Digests hashing = new Digests();
        for (int owner : owners) {
            KnownValues.Part part = parts.get(owner);
            maker.make(hashing, part, (name, made) -> {
                if (Arrays.equals(made, digest)
                        && found.stream().noneMatch(d -> d.value().equals(part.value()))) {
                    found.add(new KnownValues.Digested(part.value(), name));
                }
            });
        }
        return List.copyOf(found);
    }
}

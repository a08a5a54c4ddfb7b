package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Apple's binary property lists (CFBinaryPList.c), as iPhone apps send them, with the place of every value. Objects
 * refer to each other by number: one that would contain itself is left out, and what is told more than once counts as
 * expansion. Uses no recursion.
 */
final class PropertyListLayer {
    private static final byte[] MAGIC = "bplist".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 8;
    private static final int TRAILER = 32;
    /** Seconds from 1970 to 2001, when the time of property lists begins. */
    private static final long EPOCH = 978_307_200L;

    private static final double LATEST = 1e11;

    private final Slice slice;
    private final byte[] b;
    private final Opening opening;
    private final ByteLayers bytes;
    private final int depth;
    private final int offsetSize;
    private final int referenceSize;
    private final int objects;
    private final int table;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Node> named = new ArrayList<>();
    private long told;

    /** An object to be read into its node, and those that it stands in. */
    private record Pending(Node node, int object, @Nullable Pending within, int nesting) {
        boolean contains(int other) {
            for (Pending at = this; at != null; at = at.within) {
                if (at.object == other) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Bytes that belong to one object; {@code wide} if they are UTF-16. */
    private record Run(int from, int end, int count, boolean wide) {
        static final Run NONE = new Run(0, 0, -1, false);

        String text(byte[] b) {
            return new String(b, from, end - from, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        }

        boolean isAscii(byte[] b) {
            for (int i = from; i < end; i++) {
                if (b[i] < 0) {
                    return false;
                }
            }
            return !wide;
        }
    }

    private PropertyListLayer(Slice slice, Opening opening, ByteLayers bytes, int depth) {
        this.slice = slice;
        this.b = slice.bytes();
        this.opening = opening;
        this.bytes = bytes;
        this.depth = depth;
        int trailer = slice.to() - TRAILER;
        offsetSize = b[trailer + 6] & 0xFF;
        referenceSize = b[trailer + 7] & 0xFF;
        objects = small(trailer + 8, 8);
        table = small(trailer + 24, 8);
    }

    static boolean looksLike(Slice s) {
        if (s.length() < HEADER + TRAILER + 2) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (s.bytes()[s.from() + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds what can be read to {@code at}; false, and nothing added, if this is no property list. */
    static boolean open(Node at, Slice s, Opening opening, ByteLayers bytes, int depth) {
        return looksLike(s) && new PropertyListLayer(s, opening, bytes, depth).document(at);
    }

    private boolean document(Node at) {
        int top = small(slice.to() - TRAILER + 16, 8);
        boolean sound = offsetSize >= 1
                && offsetSize <= 8
                && referenceSize >= 1
                && referenceSize <= 8
                && objects > 0
                && top >= 0
                && top < objects
                && table >= HEADER
                && (long) table + (long) objects * offsetSize <= slice.length() - TRAILER;
        if (!sound) {
            return false;
        }
        Node root = at.layer("bplist $", Node.Kind.OBJECT);
        if (!object(new Pending(root, top, null, 0))) {
            at.dropLast();
            return false;
        }
        while (!pending.isEmpty() && !opening.exhausted()) {
            Pending next = pending.remove();
            if (!object(next)) {
                opening.stop(
                        next.node(),
                        Text.of("bplist 的对象 " + next.object() + " 已损坏", "bplist broken at object " + next.object()));
            }
        }
        named.forEach(Node::readAsEntry);
        return true;
    }

    /** Reads one object; false if it is broken. */
    private boolean object(Pending p) {
        int start = offset(p.object());
        if (start < 0) {
            return false;
        }
        int marker = b[start] & 0xFF;
        int kind = marker >> 4;
        int low = marker & 15;
        return switch (kind) {
            case 0x0 -> {
                leaf(p.node(), low == 8 ? "false" : low == 9 ? "true" : "", start, start + 1, false);
                yield true;
            }
            case 0x1, 0x8 -> whole(p.node(), start, kind == 0x1 ? 1 << Math.min(low, 5) : low + 1);
            case 0x2, 0x3 -> real(p.node(), start, 1 << Math.min(low, 5), kind == 0x3);
            case 0x4, 0x5, 0x6, 0xA, 0xC, 0xD -> {
                Run run = run(start);
                yield run.count() >= 0 && counted(p, kind, run);
            }
            default -> false;
        };
    }

    private boolean whole(Node node, int start, int size) {
        if (size > 16 || !fits(start + 1, size)) {
            return false;
        }
        // of sixteen bytes the lower eight are the number
        long value = number(start + 1 + Math.max(0, size - 8), Math.min(size, 8));
        leaf(node, Long.toString(value), start, start + 1 + size, false);
        return true;
    }

    private boolean real(Node node, int start, int size, boolean date) {
        if (size != 4 && size != 8 || !fits(start + 1, size)) {
            return false;
        }
        long bits = number(start + 1, size);
        double value = size == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        String text = size == 4 ? Float.toString((float) value) : Double.toString(value);
        if (date && Math.abs(value) < LATEST) {
            text = Instant.ofEpochSecond(EPOCH + (long) value).toString();
        }
        leaf(node, text, start, start + 1 + size, false);
        return true;
    }

    private boolean counted(Pending p, int kind, Run run) {
        switch (kind) {
            case 0x4 -> data(p.node(), run);
            case 0x5, 0x6 -> text(p.node(), run);
            case 0xD -> members(p, run);
            default -> items(p, run);
        }
        return true;
    }

    /** The bytes behind the marker of an object that counts them; a negative count if they are not all there. */
    private Run run(int start) {
        int kind = (b[start] & 0xFF) >> 4;
        int count = b[start] & 15;
        int from = start + 1;
        if (count == 15) {
            int size = fits(from, 1) && (b[from] & 0xFC) == 0x10 ? 1 << (b[from] & 15) : slice.length();
            if (!fits(from + 1, size)) {
                return Run.NONE;
            }
            count = small(from + 1, size);
            from += 1 + size;
        }
        int unit = kind == 0x6 ? 2 : kind <= 0x5 ? 1 : kind == 0xD ? 2 * referenceSize : referenceSize;
        boolean whole = count >= 0 && (long) count * unit <= slice.to() - from;
        return whole ? new Run(from, from + count * unit, count, kind == 0x6) : Run.NONE;
    }

    private void data(Node node, Run run) {
        if (tell(node, run)) {
            node.kind(Node.Kind.TEXT);
            slice.place(node, run.from(), run.end());
            bytes.open(node, slice.part(run.from(), run.end()), Hint.NONE, depth + 1);
        }
    }

    private void text(Node node, Run run) {
        if (tell(node, run)) {
            leaf(node, run.text(b), run.from(), run.end(), slice.isRecorded() && run.isAscii(b));
        }
    }

    private void leaf(Node node, String text, int start, int end, boolean verbatim) {
        node.kind(Node.Kind.TEXT).text(text, verbatim);
        slice.place(node, start, end);
        bytes.text().leaf(node, text, depth);
    }

    private void members(Pending p, Run run) {
        p.node().kind(Node.Kind.OBJECT);
        slice.place(p.node(), run.from(), run.end());
        for (int i = 0; i < run.count() && !opening.exhausted(); i++) {
            String name = name(p.node(), reference(run.from() + i * referenceSize));
            add(p, JsonLayer.step(name), name, reference(run.from() + (run.count() + i) * referenceSize));
        }
        named.add(p.node());
    }

    private void items(Pending p, Run run) {
        p.node().kind(Node.Kind.ARRAY);
        slice.place(p.node(), run.from(), run.end());
        for (int i = 0; i < run.count() && !opening.exhausted(); i++) {
            add(p, "[" + i + "]", p.node().key(), reference(run.from() + i * referenceSize));
        }
    }

    private void add(Pending within, String step, String key, int object) {
        if (object < 0 || within.contains(object) || !opening.node(within.node())) {
            return;
        }
        Node member = within.node().member(step, key, Node.Kind.TEXT);
        if (within.nesting() + 1 >= opening.limits.nesting()) {
            opening.limit(member, opening.limits.nestedTooDeep());
            return;
        }
        pending.add(new Pending(member, object, within, within.nesting() + 1));
    }

    /** The text of an object that names a member; empty if it is none. */
    private String name(Node of, int object) {
        int start = object < 0 ? -1 : offset(object);
        int kind = start < 0 ? 0 : (b[start] & 0xFF) >> 4;
        Run run = kind == 0x5 || kind == 0x6 ? run(start) : Run.NONE;
        return run.count() > 0 && tell(of, run) ? run.text(b) : "";
    }

    /** Counts what is told; beyond the size of the list itself it is expansion, of which there is only so much room. */
    private boolean tell(Node node, Run run) {
        int length = run.end() - run.from();
        told += length;
        if (told <= slice.length()) {
            return true;
        }
        if (opening.room() < length) {
            opening.limit(node, opening.limits.expandedTooFar());
            return false;
        }
        opening.made(length);
        return true;
    }

    private int reference(int at) {
        int object = small(at, referenceSize);
        return object < objects ? object : -1;
    }

    /** Where an object begins; negative if that is not between the header and the table. */
    private int offset(int object) {
        int offset = small(slice.from() + table + object * offsetSize, offsetSize);
        return offset < HEADER || offset >= table ? -1 : slice.from() + offset;
    }

    private boolean fits(int at, int size) {
        return (long) at + size <= slice.to();
    }

    /** A number that counts or points; negative if it is beyond any size there is. */
    private int small(int at, int size) {
        long value = number(at, size);
        return value < 0 || value > Integer.MAX_VALUE - TRAILER ? -1 : (int) value;
    }

    private long number(int at, int size) {
        long value = 0;
        for (int i = at; i < at + size; i++) {
            value = value << 8 | b[i] & 0xFF;
        }
        return value;
    }
}

package io.mingcha.analyzer.decode;

/**
 * Snappy: raw blocks (github.com/google/snappy/blob/main/format_description.txt), frames (framing_format.txt beside it), and the stream of snappy-java. Check sums are
 * passed over.
 */
final class Snappy {
    private static final Malformed BROKEN = new Malformed("不是 snappy", "no snappy");
    private static final byte[] FRAMED = {(byte) 0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
    private static final byte[] STREAM = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
    private static final int COMPRESSED = 0;
    private static final int STORED = 1;
    private static final int SUM = 4;
    private static final int LAST_RESERVED = 0x7F;

    private Snappy() {}

    static boolean isFramed(byte[] b, int from, int to) {
        return starts(b, from, to, FRAMED);
    }

    static boolean isStream(byte[] b, int from, int to) {
        return starts(b, from, to, STREAM);
    }

    private static boolean starts(byte[] b, int from, int to, byte[] magic) {
        return to - from > magic.length
                && java.util.Arrays.equals(b, from, from + magic.length, magic, 0, magic.length);
    }

    /**
     * Whether the bytes can be a raw block, by its first two numbers: how long the content is, and a run of it to begin with. Snappy expands
     * at most 64 bytes from each three.
     */
    static boolean mayBeRaw(byte[] b, int from, int to) {
        Cursor c = new Cursor(b, from, to);
        try {
            long length = c.varint();
            return length >= c.left() / 2 && length <= 32L * c.left() && (c.peek() & 3) == 0 && c.left() > 4;
        } catch (Malformed e) {
            return false;
        }
    }

    static void framed(Cursor c, Growing out) throws Malformed {
        while (c.hasMore() && !out.isFull()) {
            int type = c.u8();
            long size = c.little(3);
            int start = c.skip(size);
            if (type <= STORED && size < SUM) {
                throw BROKEN;
            }
            if (type == COMPRESSED) {
                raw(new Cursor(c.b, start + SUM, c.at), out);
            } else if (type == STORED) {
                out.take(c.b, start + SUM, size - SUM);
            } else if (type <= LAST_RESERVED && type >= 2) {
                throw BROKEN;
            }
        }
    }

    static void stream(Cursor c, Growing out) throws Malformed {
        c.skip(STREAM.length + 8);
        while (c.hasMore() && !out.isFull()) {
            int start = c.skip(c.big(4));
            raw(new Cursor(c.b, start, c.at), out);
        }
    }

    /** Writes what the block holds; its length must be the one that it says. */
    static void raw(Cursor c, Growing out) throws Malformed {
        long length = c.varint();
        long end = out.size() + length;
        while (c.hasMore() && !out.isFull()) {
            int tag = c.u8();
            if ((tag & 3) == 0) {
                int size = tag >> 2;
                long literal = 1 + (size < 60 ? size : c.little(size - 59));
                int start = c.skip(literal);
                out.take(c.b, start, literal);
            } else {
                copy(c, tag, out);
            }
            if (out.size() > end) {
                throw BROKEN;
            }
        }
        if (out.size() != end && !out.isFull()) {
            throw BROKEN;
        }
    }

    private static void copy(Cursor c, int tag, Growing out) throws Malformed {
        boolean near = (tag & 3) == 1;
        long length = near ? 4 + (tag >> 2 & 7) : 1 + (tag >> 2);
        long distance = near ? (tag >> 5 & 7) << 8 | c.u8() : c.little((tag & 3) == 2 ? 2 : 4);
        if (!out.repeat(distance, length)) {
            throw BROKEN;
        }
    }
}

package io.mingcha.analyzer.decode;

/**
 * LZ4: frames (github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), and the blocks that lz4-java's LZ4BlockOutputStream writes. Check sums are passed over.
 */
final class Lz4 {
    private static final Malformed BROKEN = new Malformed("不是 lz4", "no lz4");
    private static final byte[] BLOCKS = {'L', 'Z', '4', 'B', 'l', 'o', 'c', 'k'};
    private static final int SMALLEST_MATCH = 4;

    private Lz4() {}

    static boolean isFrame(byte[] b, int from, int to) {
        return to - from > 11
                && b[from] == 0x04
                && b[from + 1] == 0x22
                && b[from + 2] == 0x4D
                && b[from + 3] == 0x18
                && (b[from + 4] & 0xC0) == 0x40;
    }

    static boolean isBlocks(byte[] b, int from, int to) {
        return to - from > 21 && java.util.Arrays.equals(b, from, from + 8, BLOCKS, 0, 8);
    }

    /** Writes what a frame holds as far as there is room; what came before a break stays written. */
    static void frame(Cursor c, Growing out) throws Malformed {
        c.skip(4);
        int flags = c.u8();
        c.u8();
        c.skip(((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1);
        while (!out.isFull()) {
            long size = c.little(4);
            if (size == 0) {
                return;
            }
            boolean stored = (size & 0x80000000L) != 0;
            long length = size & 0x7FFFFFFF;
            block(c.b, c.at, (int) Math.min(c.end, c.at + length), stored, out);
            c.skip(length);
            c.skip((flags & 0x10) != 0 ? 4 : 0);
        }
    }

    static void blocks(Cursor c, Growing out) throws Malformed {
        while (c.hasMore() && !out.isFull()) {
            c.skip(BLOCKS.length);
            int token = c.u8();
            long size = c.little(4);
            c.skip(8);
            block(c.b, c.at, (int) Math.min(c.end, c.at + size), (token & 0xF0) == 0x10, out);
            c.skip(size);
        }
    }

    private static void block(byte[] b, int from, int to, boolean stored, Growing out) throws Malformed {
        if (stored) {
            out.take(b, from, to - from);
        } else {
            sequences(new Cursor(b, from, to), out);
        }
    }

    private static void sequences(Cursor c, Growing out) throws Malformed {
        while (c.hasMore() && !out.isFull()) {
            int token = c.u8();
            long literals = length(c, token >> 4);
            int start = c.skip(literals);
            out.take(c.b, start, literals);
            if (c.hasMore()) {
                long distance = c.little(2);
                long length = SMALLEST_MATCH + length(c, token & 0x0F);
                if (!out.repeat(distance, length)) {
                    throw BROKEN;
                }
            }
        }
    }

    private static long length(Cursor c, int nibble) throws Malformed {
        long length = nibble;
        if (nibble == 15) {
            int more;
            do {
                more = c.u8();
                length += more;
            } while (more == 255);
        }
        return length;
    }
}

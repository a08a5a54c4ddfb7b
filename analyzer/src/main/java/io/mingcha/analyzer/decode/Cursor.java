package io.mingcha.analyzer.decode;

/** Reads numbers from bytes, one after another, and never past their end. */
final class Cursor {
    private static final Malformed CUT = new Malformed("截断", "cut");
    private static final int LONGEST_VARINT = 10;

    final byte[] b;
    final int end;
    int at;

    Cursor(Slice s) {
        this(s.bytes(), s.from(), s.to());
    }

    Cursor(byte[] bytes, int from, int to) {
        b = bytes;
        at = from;
        end = to;
    }

    int left() {
        return end - at;
    }

    boolean hasMore() {
        return at < end;
    }

    int peek() throws Malformed {
        if (at >= end) {
            throw CUT;
        }
        return b[at] & 0xFF;
    }

    int u8() throws Malformed {
        int value = peek();
        at++;
        return value;
    }

    /** An unsigned number of {@code size} bytes, the most significant first; eight bytes are signed. */
    long big(int size) throws Malformed {
        need(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | b[at + i] & 0xFF;
        }
        at += size;
        return value;
    }

    /** The same, the least significant first. */
    long little(int size) throws Malformed {
        need(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | b[at + i] & 0xFF;
        }
        at += size;
        return value;
    }

    /** Seven bits a byte, the least significant first, as short as the number allows. */
    long varint() throws Malformed {
        int start = at;
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            int next = u8();
            value |= (long) (next & 0x7F) << 7 * i;
            if (next < 0x80) {
                if (next == 0 && at - start > 1 || i == LONGEST_VARINT - 1 && next > 1) {
                    throw CUT;
                }
                return value;
            }
        }
        throw CUT;
    }

    /** Passes over that many bytes and tells where they began. */
    int skip(long length) throws Malformed {
        if (length < 0 || length > left()) {
            throw CUT;
        }
        int start = at;
        at += (int) length;
        return start;
    }

    private void need(int size) throws Malformed {
        if (left() < size) {
            throw CUT;
        }
    }
}

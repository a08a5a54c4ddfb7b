package io.mingcha.analyzer.decode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** The pages of a database of SQLite (sqlite.org/fileformat2.html), and the rows in its tables. Every page is visited once at most. */
final class SqliteFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final Malformed BROKEN = new Malformed("损坏", "broken");
    private static final Malformed NO_IDS = new Malformed("没有行号，已略过", "has no row ids and was left");
    private static final int HEADER = 100;
    private static final int INNER = 0x05;
    private static final int LEAF = 0x0D;
    private static final int INNER_INDEX = 0x02;
    private static final int INDEX = 0x0A;

    /**
     * One row as it is stored.
     *
     * @param record the bytes of its record: those of the file itself unless it runs over into other pages
     * @param from where the row stands in the file
     */
    record Row(long id, Slice record, int from, int to) {}

    interface Rows {
        /** Takes a row; false to end. */
        boolean take(Row row) throws Malformed;
    }

    private final Slice s;
    private final int page;
    private final int usable;
    private final BitSet visited = new BitSet();

    private SqliteFile(Slice s) {
        this.s = s;
        byte[] b = s.bytes();
        int size = (b[s.from() + 16] & 0xFF) << 8 | b[s.from() + 17] & 0xFF;
        page = size == 1 ? 65_536 : size;
        usable = page - (b[s.from() + 20] & 0xFF);
    }

    static boolean isOne(Slice s) {
        return s.length() >= 512
                && java.util.Arrays.equals(s.bytes(), s.from(), s.from() + MAGIC.length, MAGIC, 0, MAGIC.length)
                && new SqliteFile(s).usable >= 480;
    }

    static SqliteFile of(Slice s) {
        return new SqliteFile(s);
    }

    Charset charset() {
        return switch (s.bytes()[s.from() + 59]) {
            case 2 -> StandardCharsets.UTF_16LE;
            case 3 -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Hands over the rows of the table whose tree begins at that page, in their order. */
    void rows(long root, Rows rows) throws Malformed {
        Deque<Long> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            long number = pending.pop();
            Cursor c = page(number);
            int start = c.at;
            c.skip(number == 1 ? HEADER : 0);
            int type = c.u8();
            c.skip(2);
            int cells = (int) c.big(2);
            c.skip(3);
            if (type == INNER) {
                long last = c.big(4);
                pending.push(last);
                for (int i = cells - 1; i >= 0; i--) {
                    pending.push(cell(start, c.at + 2 * i).big(4));
                }
            } else if (type == LEAF) {
                for (int i = 0; i < cells; i++) {
                    if (!rows.take(row(cell(start, c.at + 2 * i)))) {
                        return;
                    }
                }
            } else {
                throw type == INDEX || type == INNER_INDEX ? NO_IDS : BROKEN;
            }
        }
    }

    private Cursor page(long number) throws Malformed {
        long at = (number - 1) * page;
        if (number < 1 || at + page > s.length() || visited.get((int) number)) {
            throw BROKEN;
        }
        visited.set((int) number);
        int from = s.from() + (int) at;
        return new Cursor(s.bytes(), from, from + usable);
    }

    private Cursor cell(int start, int pointer) throws Malformed {
        Cursor c = new Cursor(s.bytes(), start, start + usable);
        Cursor at = new Cursor(s.bytes(), start, start + usable);
        at.skip(pointer - start);
        c.skip(at.big(2));
        return c;
    }

    private Row row(Cursor c) throws Malformed {
        int from = c.at;
        long size = varint(c);
        long id = varint(c);
        if (size < 0 || size > s.length()) {
            throw BROKEN;
        }
        int local = local(size);
        int start = c.skip(local);
        if (local == size) {
            return new Row(id, s.part(start, c.at), from, c.at);
        }
        byte[] whole = new byte[(int) size];
        System.arraycopy(c.b, start, whole, 0, local);
        int filled = local;
        long next = c.big(4);
        int to = c.at;
        while (filled < whole.length) {
            Cursor overflow = page(next);
            next = overflow.big(4);
            int length = Math.min(whole.length - filled, usable - 4);
            System.arraycopy(overflow.b, overflow.skip(length), whole, filled, length);
            filled += length;
        }
        return new Row(id, Slice.derived(whole), from, to);
    }

    /** How much of a record stands in its cell; the rest stands in pages of its own. */
    private int local(long size) {
        int most = usable - 35;
        if (size <= most) {
            return (int) size;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int kept = least + (int) ((size - least) % (usable - 4));
        return kept <= most ? kept : least;
    }

    /** Seven bits a byte, the most significant first; the ninth byte has eight. */
    static long varint(Cursor c) throws Malformed {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int next = c.u8();
            value = value << 7 | next & 0x7F;
            if (next < 0x80) {
                return value;
            }
        }
        return value << 8 | c.u8();
    }
}

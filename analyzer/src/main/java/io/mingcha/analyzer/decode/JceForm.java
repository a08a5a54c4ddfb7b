package io.mingcha.analyzer.decode;

/**
 * JCE, which Tars calls its protocol (github.com/TarsCloud/TarsDocs/blob/master/base/tars-protocol.md): a call of WUP or TUP with its length in
 * front, or a bare struct. Fields are named by their numbers.
 */
final class JceForm implements BinaryForm {
    private static final Malformed NO_STRUCT = new Malformed("不是 jce", "no jce");
    private static final int LENGTH = 4;
    private static final int LARGEST_SHORT_TAG = 14;

    private static final int BYTE = 0;
    private static final int SHORT = 1;
    private static final int INT = 2;
    private static final int LONG = 3;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 5;
    private static final int SHORT_TEXT = 6;
    private static final int LONG_TEXT = 7;
    private static final int MAP = 8;
    private static final int LIST = 9;
    private static final int BEGIN = 10;
    private static final int END = 11;
    private static final int ZERO = 12;
    private static final int BYTES = 13;

    private static final int UNSEEN = -1;
    /** By type how many bytes stand behind the head; of a short text its length. */
    private static final int[] SIZES = {1, 2, 4, 8, 4, 8, 1, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, 0, UNSEEN};

    /** What stands before each value. */
    private record Head(int tag, int type) {}

    @Override
    public String name() {
        return "jce";
    }

    @Override
    public boolean mayBegin(Slice s) {
        return isFramed(s) || mayBeFirst(s.bytes()[s.from()]) && mayFollow(s.bytes(), s.from(), s.to());
    }

    /** Whether heads follow each other as those of a struct do, as far as that is seen without reading values; by chance few do. */
    private static boolean mayFollow(byte[] b, int from, int to) {
        int at = from;
        int last = -1;
        while (at < to) {
            int tag = (b[at] & 0xFF) >> 4;
            int type = b[at] & 0x0F;
            if (tag <= last || type == END || type > BYTES) {
                return false;
            }
            int size = tag > LARGEST_SHORT_TAG ? UNSEEN : SIZES[type];
            if (size == UNSEEN) {
                return true;
            }
            last = tag;
            at += 1 + size;
            if (type == SHORT_TEXT && at <= to) {
                at += b[at - 1] & 0xFF;
            }
        }
        return at == to;
    }

    /** Structs count their fields from 0 or 1. */
    private static boolean mayBeFirst(byte head) {
        int type = head & 0x0F;
        return (head & 0xFF) >> 4 <= 1 && type <= BYTES && type != END;
    }

    private static boolean isFramed(Slice s) {
        return s.length() > 2 * LENGTH && s.firstInt() == s.length() && mayBeFirst(s.bytes()[s.from() + LENGTH]);
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        if (isFramed(reading.slice)) {
            c.skip(LENGTH);
            reading.evidence.add(16 * Evidence.BIT);
        }
        Draft whole = Draft.object(c.at);
        int last = -1;
        while (c.hasMore()) {
            last = field(reading, c, head(c), last, whole);
        }
        return whole.endsAt(c.at);
    }

    private static Head head(Cursor c) throws Malformed {
        int first = c.u8();
        int tag = first >> 4;
        if (tag > LARGEST_SHORT_TAG) {
            tag = c.u8();
            if (tag <= LARGEST_SHORT_TAG) {
                throw NO_STRUCT;
            }
        }
        return new Head(tag, first & 0x0F);
    }

    /** Fields stand in the order of their numbers, of which some may be left out. */
    private static int field(Reading reading, Cursor c, Head head, int last, Draft into) throws Malformed {
        int step = head.tag() - last;
        if (step <= 0) {
            throw NO_STRUCT;
        }
        reading.evidence.add(step == 1 ? 3 * Evidence.BIT : step <= 3 ? Evidence.BIT : -Evidence.BIT);
        into.member(Integer.toString(head.tag()), value(reading, c, head.type()));
        return head.tag();
    }

    private static Draft value(Reading reading, Cursor c, int type) throws Malformed {
        reading.value();
        int start = c.at;
        return switch (type) {
            case ZERO, BYTE, SHORT, INT, LONG -> {
                long value = whole(reading, c, type);
                yield Draft.number(value, start, c.at);
            }
            case FLOAT -> {
                int bits = (int) c.big(4);
                reading.evidence.add(
                        bits == 0 ? 5 * Evidence.BIT : Evidence.isFloat(bits) ? 2 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Float.intBitsToFloat(bits), start, c.at);
            }
            case DOUBLE -> {
                long bits = c.big(8);
                reading.evidence.add(bits == 0 || Evidence.isDouble(bits) ? 5 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Double.longBitsToDouble(bits), start, c.at);
            }
            case SHORT_TEXT, LONG_TEXT -> {
                int from = c.skip(c.big(type == SHORT_TEXT ? 1 : 4));
                yield reading.textOrBytes(from, c.at);
            }
            case MAP -> map(reading, c, Draft.object(start));
            case LIST -> list(reading, c, Draft.array(start));
            case BEGIN -> struct(reading, c, Draft.object(start));
            case BYTES -> {
                expect(reading, c, new Head(0, BYTE));
                long length = count(reading, c);
                int from = c.skip(length);
                yield Draft.bytes(from, c.at);
            }
            default -> throw NO_STRUCT;
        };
    }

    /** A whole number, in as few bytes as it needs: who writes it has no choice. */
    private static long whole(Reading reading, Cursor c, int type) throws Malformed {
        return switch (type) {
            case ZERO -> 0;
            case BYTE -> (byte) c.big(1);
            case SHORT -> needing(2, (short) c.big(2));
            case INT -> needing(4, (int) c.big(4));
            case LONG -> {
                long value = needing(8, c.big(8));
                reading.evidence.add(Evidence.isPlain(value) ? 12 * Evidence.BIT : -Evidence.BIT);
                yield value;
            }
            default -> throw NO_STRUCT;
        };
    }

    private static long needing(int bytes, long value) throws Malformed {
        long widest = 1L << 4 * bytes - 1;
        if (value >= -widest && value < widest) {
            throw NO_STRUCT;
        }
        return value;
    }

    private static long count(Reading reading, Cursor c) throws Malformed {
        Head head = head(c);
        if (head.tag() != 0) {
            throw NO_STRUCT;
        }
        reading.evidence.add(5 * Evidence.BIT);
        long count = whole(reading, c, head.type());
        if (count < 0) {
            throw NO_STRUCT;
        }
        return count;
    }

    private static void expect(Reading reading, Cursor c, Head expected) throws Malformed {
        if (!head(c).equals(expected)) {
            throw NO_STRUCT;
        }
        reading.evidence.add(8 * Evidence.BIT);
    }

    private static Draft map(Reading reading, Cursor c, Draft map) throws Malformed {
        long size = count(reading, c);
        reading.enter();
        for (long i = 0; i < size; i++) {
            Draft key = numbered(reading, c, 0);
            map.member(key, numbered(reading, c, 1));
        }
        reading.leave();
        return map.endsAt(c.at);
    }

    private static Draft list(Reading reading, Cursor c, Draft list) throws Malformed {
        long size = count(reading, c);
        reading.enter();
        for (long i = 0; i < size; i++) {
            list.item(numbered(reading, c, 0));
        }
        reading.leave();
        return list.endsAt(c.at);
    }

    private static Draft numbered(Reading reading, Cursor c, int tag) throws Malformed {
        Head head = head(c);
        if (head.tag() != tag) {
            throw NO_STRUCT;
        }
        reading.evidence.add(3 * Evidence.BIT);
        return value(reading, c, head.type());
    }

    private static Draft struct(Reading reading, Cursor c, Draft into) throws Malformed {
        reading.enter();
        int last = -1;
        for (Head head = head(c); head.type() != END; head = head(c)) {
            last = field(reading, c, head, last, into);
        }
        reading.leave();
        reading.evidence.add(2 * Evidence.BIT);
        return into.endsAt(c.at);
    }
}

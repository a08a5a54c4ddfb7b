package io.mingcha.analyzer.decode;

/**
 * Thrift's binary protocol (github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md): a call, framed or not, or a bare struct. Fields are
 * named by their numbers.
 */
final class ThriftBinaryForm implements BinaryForm {
    private static final Malformed NO_STRUCT = new Malformed("不是 thrift", "no thrift");
    private static final int FRAME = 4;

    @Override
    public String name() {
        return "thrift";
    }

    @Override
    public boolean mayBegin(Slice s) {
        byte[] b = s.bytes();
        int at = s.from();
        boolean call = (b[at] & 0xFF) == 0x80 && b[at + 1] == 1;
        return call || isFramed(s) || b[at] >= 2 && b[at] <= 15 && b[at + 1] == 0;
    }

    private static boolean isFramed(Slice s) {
        return s.length() > 8 && s.firstInt() == s.length() - FRAME;
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        if (isFramed(reading.slice)) {
            c.skip(FRAME);
            reading.evidence.add(6 * Evidence.BIT);
        }
        Draft whole = Draft.object(c.at);
        if (c.peek() == 0x80) {
            if (c.big(2) != 0x8001) {
                throw NO_STRUCT;
            }
            reading.evidence.add(12 * Evidence.BIT);
            long kind = c.big(2);
            int from = c.skip(c.big(4));
            if (kind < 1 || kind > 4 || Evidence.text(c.b, from, c.at) < 0) {
                throw NO_STRUCT;
            }
            whole.member("method", reading.textOrBytes(from, c.at));
            c.big(4);
        }
        struct(reading, c, whole);
        if (c.hasMore()) {
            throw NO_STRUCT;
        }
        return whole.endsAt(c.at);
    }

    private static Draft struct(Reading reading, Cursor c, Draft into) throws Malformed {
        reading.enter();
        int previous = 0;
        while (true) {
            int type = c.u8();
            if (type == 0) {
                reading.leave();
                return into.endsAt(c.at);
            }
            reading.value();
            int number = (short) c.big(2);
            if (type < 2 || type > 15) {
                throw NO_STRUCT;
            }
            int step = number - previous;
            reading.evidence.add(step > 0 && step <= 16 ? 12 * Evidence.BIT : 0);
            previous = number;
            into.member(Integer.toString(number), value(reading, c, type));
        }
    }

    private static Draft value(Reading reading, Cursor c, int type) throws Malformed {
        reading.value();
        int start = c.at;
        return switch (type) {
            case 2 -> {
                int truth = c.u8();
                if (truth > 1) {
                    throw NO_STRUCT;
                }
                yield Draft.value(truth == 1 ? "true" : "false", start, c.at);
            }
            case 3 -> Draft.number((byte) c.big(1), start, c.at);
            case 4 -> {
                long bits = c.big(8);
                reading.evidence.add(bits == 0 || Evidence.isDouble(bits) ? 5 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Double.longBitsToDouble(bits), start, c.at);
            }
            case 6 -> Draft.number((short) c.big(2), start, c.at);
            case 8 -> Draft.number((int) c.big(4), start, c.at);
            case 10 -> Draft.number(c.big(8), start, c.at);
            case 11 -> {
                int from = c.skip(c.big(4));
                yield reading.textOrBytes(from, c.at);
            }
            case 12 -> struct(reading, c, Draft.object(start));
            case 13 -> map(reading, c, start);
            case 14, 15 -> list(reading, c, start);
            default -> throw NO_STRUCT;
        };
    }

    private static Draft list(Reading reading, Cursor c, int start) throws Malformed {
        int type = c.u8();
        long size = c.big(4);
        Draft list = Draft.array(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            list.item(value(reading, c, type));
        }
        reading.leave();
        return list.endsAt(c.at);
    }

    private static Draft map(Reading reading, Cursor c, int start) throws Malformed {
        int keys = c.u8();
        int values = c.u8();
        long size = c.big(4);
        Draft map = Draft.object(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            Draft key = value(reading, c, keys);
            map.member(key, value(reading, c, values));
        }
        reading.leave();
        return map.endsAt(c.at);
    }
}

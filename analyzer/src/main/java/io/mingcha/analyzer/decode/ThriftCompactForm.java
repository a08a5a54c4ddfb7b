package io.mingcha.analyzer.decode;

/**
 * Thrift's compact protocol (github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md): a call, framed or not, or a bare struct. Fields are
 * named by their numbers.
 */
final class ThriftCompactForm implements BinaryForm {
    private static final Malformed NO_STRUCT = new Malformed("不是 thrift", "no thrift");
    private static final int CALL = 0x82;
    private static final int FRAME = 4;

    @Override
    public String name() {
        return "thrift-compact";
    }

    @Override
    public boolean mayBegin(Slice s) {
        byte[] b = s.bytes();
        int at = s.from();
        int first = b[at] & 0xFF;
        boolean struct = first >> 4 >= 1 && first >> 4 <= 4 && (first & 0x0F) >= 1 && (first & 0x0F) <= 12;
        return first == CALL || isFramedCall(s) || struct && b[s.to() - 1] == 0;
    }

    private static boolean isFramedCall(Slice s) {
        return s.length() > 8 && s.firstInt() == s.length() - FRAME && (s.bytes()[s.from() + FRAME] & 0xFF) == CALL;
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        if (isFramedCall(reading.slice)) {
            c.skip(FRAME);
            reading.evidence.add(16 * Evidence.BIT);
        }
        Draft whole = Draft.object(c.at);
        if (c.peek() == CALL) {
            c.u8();
            int version = c.u8();
            if ((version & 0x1F) != 1 || version >> 5 < 1 || version >> 5 > 4) {
                throw NO_STRUCT;
            }
            reading.evidence.add(10 * Evidence.BIT);
            c.varint();
            int from = c.skip(c.varint());
            if (Evidence.text(c.b, from, c.at) < 0) {
                throw NO_STRUCT;
            }
            whole.member("method", reading.textOrBytes(from, c.at));
        }
        // what is not a call ends in a zero, as asked for by mayBegin
        reading.evidence.add(whole.isEmpty() ? 5 * Evidence.BIT : 0);
        struct(reading, c, whole);
        if (c.hasMore()) {
            throw NO_STRUCT;
        }
        return whole.endsAt(c.at);
    }

    private static Draft struct(Reading reading, Cursor c, Draft into) throws Malformed {
        reading.enter();
        int number = 0;
        while (true) {
            int head = c.u8();
            if (head == 0) {
                reading.leave();
                return into.endsAt(c.at);
            }
            reading.value();
            int step = head >> 4;
            int type = head & 0x0F;
            if (step == 0) {
                number = (int) zigzag(c);
                reading.evidence.add(-Evidence.BIT);
            } else {
                number += step;
                reading.evidence.add(step == 1 ? 3 * Evidence.BIT : step <= 3 ? Evidence.BIT : -Evidence.BIT);
            }
            Draft value = type == 1 || type == 2
                    ? Draft.value(type == 1 ? "true" : "false", c.at - 1, c.at)
                    : value(reading, c, type);
            into.member(Integer.toString(number), value);
        }
    }

    private static long zigzag(Cursor c) throws Malformed {
        long n = c.varint();
        return n >>> 1 ^ -(n & 1);
    }

    private static Draft value(Reading reading, Cursor c, int type) throws Malformed {
        reading.value();
        int start = c.at;
        return switch (type) {
            case 1, 2 -> Draft.value(c.u8() == 1 ? "true" : "false", start, c.at);
            case 3 -> Draft.number((byte) c.big(1), start, c.at);
            case 4, 5, 6 -> {
                long value = zigzag(c);
                reading.evidence.add(c.at - start > 4 ? (c.at - start - 4) * Evidence.BIT : -Evidence.BIT / 2);
                yield Draft.number(value, start, c.at);
            }
            case 7 -> {
                long bits = c.little(8);
                reading.evidence.add(bits == 0 || Evidence.isDouble(bits) ? 5 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Double.longBitsToDouble(bits), start, c.at);
            }
            case 8 -> {
                int from = c.skip(c.varint());
                yield reading.textOrBytes(from, c.at);
            }
            case 9, 10 -> list(reading, c, start);
            case 11 -> map(reading, c, start);
            case 12 -> struct(reading, c, Draft.object(start));
            default -> throw NO_STRUCT;
        };
    }

    private static Draft list(Reading reading, Cursor c, int start) throws Malformed {
        int head = c.u8();
        long size = head >> 4 == 15 ? c.varint() : head >> 4;
        Draft list = Draft.array(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            list.item(value(reading, c, head & 0x0F));
        }
        reading.leave();
        return list.endsAt(c.at);
    }

    private static Draft map(Reading reading, Cursor c, int start) throws Malformed {
        long size = c.varint();
        int types = size == 0 ? 0 : c.u8();
        Draft map = Draft.object(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            Draft key = value(reading, c, types >> 4);
            map.member(key, value(reading, c, types & 0x0F));
        }
        reading.leave();
        return map.endsAt(c.at);
    }
}

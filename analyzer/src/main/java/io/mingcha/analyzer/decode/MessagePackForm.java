package io.mingcha.analyzer.decode;

/** MessagePack (github.com/msgpack/msgpack/blob/master/spec.md): one map or list, or several one after another. */
final class MessagePackForm implements BinaryForm {
    private static final Malformed NO_VALUE = new Malformed("不是 msgpack", "no msgpack");

    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public boolean mayBegin(Slice s) {
        int first = s.bytes()[s.from()] & 0xFF;
        return (first > 0x80 && first <= 0x9F && first != 0x90 || first >= 0xDC && first <= 0xDF)
                && isWhole(s.bytes(), s.from(), s.to());
    }

    /** Whether values follow one another to the end; looks at their heads only, since most bytes fail at the first few. */
    private static boolean isWhole(byte[] b, int from, int to) {
        int at = from;
        long due = 1;
        while (at < to) {
            int type = b[at++] & 0xFF;
            int size = sizeBytes(type);
            if (due == 0 && !isContainer(type) || size > to - at) {
                return false;
            }
            long length = 0;
            for (int i = 0; i < size; i++) {
                length = length << 8 | b[at++] & 0xFF;
            }
            due = Math.max(0, due - 1);
            if (isContainer(type)) {
                long count = size == 0 ? type & 0x0F : length;
                due += type <= 0x8F || type >= 0xDE ? 2 * count : count;
            } else {
                length = contentBytes(type, length);
            }
            if (isContainer(type) ? due > to - at : length < 0 || length > to - at) {
                return false;
            }
            at += isContainer(type) ? 0 : (int) length;
        }
        return due == 0;
    }

    /** How many bytes behind the type say how much follows. */
    private static int sizeBytes(int type) {
        return switch (type) {
            case 0xC4, 0xC7, 0xD9 -> 1;
            case 0xC5, 0xC8, 0xDA, 0xDC, 0xDE -> 2;
            case 0xC6, 0xC9, 0xDB, 0xDD, 0xDF -> 4;
            default -> 0;
        };
    }

    /** How many bytes of content follow, of what is no container; negative if there is no such type. */
    private static long contentBytes(int type, long length) {
        if (type < 0x80 || type >= 0xE0) {
            return 0;
        }
        if (type <= 0xBF) {
            return type & 0x1F;
        }
        return switch (type) {
            case 0xC0, 0xC2, 0xC3 -> 0;
            case 0xC4, 0xC5, 0xC6, 0xD9, 0xDA, 0xDB -> length;
            case 0xC7, 0xC8, 0xC9 -> length + 1;
            case 0xCA, 0xCE, 0xD2 -> 4;
            case 0xCB, 0xCF, 0xD3 -> 8;
            case 0xCC, 0xD0 -> 1;
            case 0xCD, 0xD1 -> 2;
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> 1 + (1L << type - 0xD4);
            default -> -1;
        };
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        Draft first = value(reading, c);
        if (!c.hasMore()) {
            reading.evidence.add(3 * Evidence.BIT);
            return first;
        }
        Draft list = Draft.array(first.from());
        list.item(first);
        while (c.hasMore()) {
            if (!isContainer(c.peek())) {
                throw NO_VALUE;
            }
            list.item(value(reading, c));
        }
        return list.endsAt(c.at);
    }

    private static boolean isContainer(int type) {
        return type >= 0x80 && type <= 0x9F || type >= 0xDC && type <= 0xDF;
    }

    private static Draft value(Reading reading, Cursor c) throws Malformed {
        reading.value();
        int start = c.at;
        int type = c.u8();
        if (type < 0x80 || type >= 0xE0) {
            reading.evidence.add(-Evidence.BIT);
            return Draft.number((byte) type, start, c.at);
        }
        if (type <= 0x8F) {
            return map(reading, c, start, type & 0x0F);
        }
        if (type <= 0x9F) {
            return list(reading, c, start, type & 0x0F);
        }
        if (type <= 0xBF) {
            reading.evidence.add(2 * Evidence.BIT);
            return bytes(reading, c, type & 0x1F);
        }
        // of these types each is one byte of 256, and common
        reading.evidence.add(3 * Evidence.BIT);
        return switch (type) {
            case 0xC0 -> Draft.value("null", start, c.at);
            case 0xC2 -> Draft.value("false", start, c.at);
            case 0xC3 -> Draft.value("true", start, c.at);
            case 0xC4, 0xD9 -> bytes(reading, c, c.big(1));
            case 0xC5, 0xDA -> bytes(reading, c, c.big(2));
            case 0xC6, 0xDB -> bytes(reading, c, c.big(4));
            case 0xC7 -> extension(reading, c, c.big(1));
            case 0xC8 -> extension(reading, c, c.big(2));
            case 0xC9 -> extension(reading, c, c.big(4));
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> extension(reading, c, 1L << type - 0xD4);
            case 0xCA -> {
                int bits = (int) c.big(4);
                reading.evidence.add(Evidence.isFloat(bits) ? 2 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Float.intBitsToFloat(bits), start, c.at);
            }
            case 0xCB -> {
                long bits = c.big(8);
                reading.evidence.add(bits == 0 || Evidence.isDouble(bits) ? 5 * Evidence.BIT : -Evidence.BIT);
                yield Draft.number(Double.longBitsToDouble(bits), start, c.at);
            }
            case 0xCC, 0xCD, 0xCE -> Draft.number(c.big(1 << type - 0xCC), start, c.at);
            case 0xCF, 0xD3 -> {
                long value = c.big(8);
                reading.evidence.add(Evidence.isPlain(value) ? 12 * Evidence.BIT : -Evidence.BIT);
                yield type == 0xCF ? Draft.unsigned(value, start, c.at) : Draft.number(value, start, c.at);
            }
            case 0xD0 -> Draft.number((byte) c.big(1), start, c.at);
            case 0xD1 -> Draft.number((short) c.big(2), start, c.at);
            case 0xD2 -> Draft.number((int) c.big(4), start, c.at);
            case 0xDC -> list(reading, c, start, c.big(2));
            case 0xDD -> list(reading, c, start, c.big(4));
            case 0xDE -> map(reading, c, start, c.big(2));
            case 0xDF -> map(reading, c, start, c.big(4));
            default -> throw NO_VALUE;
        };
    }

    private static Draft bytes(Reading reading, Cursor c, long length) throws Malformed {
        int from = c.skip(length);
        return reading.textOrBytes(from, c.at);
    }

    private static Draft extension(Reading reading, Cursor c, long length) throws Malformed {
        c.u8();
        int from = c.skip(length);
        reading.evidence.add(-3 * Evidence.BIT);
        return Draft.bytes(from, c.at);
    }

    private static Draft list(Reading reading, Cursor c, int start, long size) throws Malformed {
        Draft list = Draft.array(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            list.item(value(reading, c));
        }
        reading.leave();
        return list.endsAt(c.at);
    }

    private static Draft map(Reading reading, Cursor c, int start, long size) throws Malformed {
        Draft map = Draft.object(start);
        reading.enter();
        for (long i = 0; i < size; i++) {
            Draft key = value(reading, c);
            map.member(key, value(reading, c));
        }
        reading.leave();
        return map.endsAt(c.at);
    }
}

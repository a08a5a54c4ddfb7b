package io.mingcha.analyzer.decode;

/** MessagePack (github.com/msgpack/msgpack/blob/master/spec.md): one map or list, or several one after another. */
final class MessagePackForm implements BinaryForm {
    private static final Malformed NO_VALUE = new Malformed("no msgpack");

    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public boolean mayBegin(Slice s) {
        int first = s.bytes()[s.from()] & 0xFF;
        return first > 0x80 && first <= 0x9F && first != 0x90 || first >= 0xDC && first <= 0xDF;
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
                yield Draft.value(Draft.plain(Float.intBitsToFloat(bits)), start, c.at);
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
                yield Draft.value(type == 0xCF ? Long.toUnsignedString(value) : Long.toString(value), start, c.at);
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
            map.member(key.text(), value(reading, c));
        }
        reading.leave();
        return map.endsAt(c.at);
    }
}

package io.mingcha.analyzer.decode;

/** CBOR (RFC 8949): one map or list, or several one after another (RFC 8742). Tags are passed over. */
final class CborForm implements BinaryForm {
    private static final Malformed NO_ITEM = new Malformed("不是 cbor", "no cbor");
    private static final int BREAK = 0xFF;
    private static final long INDEFINITE = -1;

    /** Of initial bytes no form is likelier than these to hold text or a container. */
    private static final int SELF_DESCRIBED = 0xD9;

    @Override
    public String name() {
        return "cbor";
    }

    @Override
    public boolean mayBegin(Slice s) {
        int first = s.bytes()[s.from()] & 0xFF;
        int major = first >> 5;
        return ((major == 4 || major == 5) && (first & 0x1F) != 0 || first == SELF_DESCRIBED)
                && mayBeWhole(s.bytes(), s.from(), s.to());
    }

    /**
     * False only if items do not follow one another to the end; looks at their heads, and no further than the first item of unknown
     * length.
     */
    private static boolean mayBeWhole(byte[] b, int from, int to) {
        int at = from;
        long due = 1;
        while (at < to) {
            int major = (b[at] & 0xFF) >> 5;
            int info = b[at++] & 0x1F;
            if (due == 0 && major != 4 && major != 5) {
                return false;
            }
            if (info == 31 && major >= 2 && major <= 5) {
                return true;
            }
            int size = info < 24 ? 0 : 1 << info - 24;
            if (info > 27 || size > to - at || major == 7 && (info < 20 || info == 24)) {
                return false;
            }
            long argument = size == 0 ? info : 0;
            for (int i = 0; i < size; i++) {
                argument = argument << 8 | b[at++] & 0xFF;
            }
            due = Math.max(0, due - 1);
            boolean counts = major >= 2 && major <= 5;
            if (counts && (argument < 0 || argument > to - at)) {
                return false;
            }
            at += major == 2 || major == 3 ? (int) argument : 0;
            due += major == 4 ? argument : major == 5 ? 2 * argument : major == 6 ? 1 : 0;
            if (due > to - at) {
                return false;
            }
        }
        return due == 0;
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        Draft first = item(reading, c);
        if (!c.hasMore()) {
            reading.evidence.add(3 * Evidence.BIT);
            return first;
        }
        Draft list = Draft.array(first.from());
        list.item(first);
        while (c.hasMore()) {
            int major = c.peek() >> 5;
            if (major != 4 && major != 5) {
                throw NO_ITEM;
            }
            list.item(item(reading, c));
        }
        return list.endsAt(c.at);
    }

    private static Draft item(Reading reading, Cursor c) throws Malformed {
        reading.value();
        int start = c.at;
        int initial = c.u8();
        int major = initial >> 5;
        int info = initial & 0x1F;
        if (major == 7) {
            return simple(reading, c, start, info);
        }
        long argument = argument(reading, c, major, info);
        return switch (major) {
            case 0 -> Draft.unsigned(argument, start, c.at);
            case 1 -> Draft.number(~argument, start, c.at);
            case 2, 3 -> string(reading, c, start, major, argument);
            case 4 -> list(reading, c, start, argument);
            case 5 -> map(reading, c, start, argument);
            default -> tagged(reading, c);
        };
    }

    private static long argument(Reading reading, Cursor c, int major, int info) throws Malformed {
        if (info < 24) {
            reading.evidence.add(major == 3 ? 2 * Evidence.BIT : major < 2 ? -Evidence.BIT / 2 : 0);
            return info;
        }
        if (info == 31 && major >= 2 && major <= 5) {
            reading.evidence.add(3 * Evidence.BIT);
            return INDEFINITE;
        }
        if (info > 27) {
            throw NO_ITEM;
        }
        int size = 1 << info - 24;
        long value = c.big(size);
        boolean shortest = size == 1 ? value >= 24 : size == 8 ? value >>> 32 != 0 : value >>> 4 * size != 0;
        reading.evidence.add(
                size == 8
                        ? (Evidence.isPlain(value) ? 12 * Evidence.BIT : -4 * Evidence.BIT)
                        : shortest ? 2 * Evidence.BIT : 0);
        if (value < 0 && (major > 1)) {
            throw NO_ITEM;
        }
        return value;
    }

    private static Draft simple(Reading reading, Cursor c, int start, int info) throws Malformed {
        reading.evidence.add(2 * Evidence.BIT);
        switch (info) {
            case 20, 21 -> {
                return Draft.value(info == 21 ? "true" : "false", start, c.at);
            }
            case 22, 23 -> {
                return Draft.value(info == 22 ? "null" : "undefined", start, c.at);
            }
            case 25 -> {
                return Draft.number(half((int) c.big(2)), start, c.at);
            }
            case 26 -> {
                int bits = (int) c.big(4);
                reading.evidence.add(Evidence.isFloat(bits) ? 2 * Evidence.BIT : -Evidence.BIT);
                return Draft.number(Float.intBitsToFloat(bits), start, c.at);
            }
            case 27 -> {
                long bits = c.big(8);
                reading.evidence.add(bits == 0 || Evidence.isDouble(bits) ? 5 * Evidence.BIT : -Evidence.BIT);
                return Draft.number(Double.longBitsToDouble(bits), start, c.at);
            }
            default -> throw NO_ITEM;
        }
    }

    /** RFC 8949, appendix D. */
    private static float half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int mantissa = bits & 0x3FF;
        double value = exponent == 0
                ? Math.scalb((double) mantissa, -24)
                : exponent != 31
                        ? Math.scalb(mantissa + 1024.0, exponent - 25)
                        : mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return (float) ((bits & 0x8000) == 0 ? value : -value);
    }

    private static Draft string(Reading reading, Cursor c, int start, int major, long length) throws Malformed {
        if (length == INDEFINITE) {
            return chunks(reading, c, start, major);
        }
        int from = c.skip(length);
        if (major == 3) {
            int weight = Evidence.text(c.b, from, c.at);
            if (weight < 0) {
                throw NO_ITEM;
            }
            reading.evidence.add(weight);
            return Draft.text(reading.slice, from, c.at);
        }
        return reading.textOrBytes(from, c.at);
    }

    private static Draft chunks(Reading reading, Cursor c, int start, int major) throws Malformed {
        StringBuilder whole = new StringBuilder();
        while (c.peek() != BREAK) {
            if (c.peek() >> 5 != major) {
                throw NO_ITEM;
            }
            int initial = c.u8();
            long length = argument(reading, c, major, initial & 0x1F);
            if (length == INDEFINITE) {
                throw NO_ITEM;
            }
            reading.value();
            int from = c.skip(length);
            whole.append(reading.textOrBytes(from, c.at).text());
        }
        c.u8();
        return Draft.value(whole.toString(), start, c.at);
    }

    private static boolean ends(Cursor c, long size, long count) throws Malformed {
        if (size != INDEFINITE) {
            return count >= size;
        }
        if (c.peek() == BREAK) {
            c.u8();
            return true;
        }
        return false;
    }

    private static Draft list(Reading reading, Cursor c, int start, long size) throws Malformed {
        Draft list = Draft.array(start);
        reading.enter();
        for (long i = 0; !ends(c, size, i); i++) {
            list.item(item(reading, c));
        }
        reading.leave();
        return list.endsAt(c.at);
    }

    private static Draft map(Reading reading, Cursor c, int start, long size) throws Malformed {
        Draft map = Draft.object(start);
        reading.enter();
        for (long i = 0; !ends(c, size, i); i++) {
            Draft key = item(reading, c);
            map.member(key, item(reading, c));
        }
        reading.leave();
        return map.endsAt(c.at);
    }

    private static Draft tagged(Reading reading, Cursor c) throws Malformed {
        reading.enter();
        Draft item = item(reading, c);
        reading.leave();
        return item;
    }
}

package io.mingcha.analyzer.decode;

import java.util.HexFormat;

/** BSON (bsonspec.org, 1.1): one document, or several one after another; each says its own length. */
final class BsonForm implements BinaryForm {
    private static final Malformed NO_DOCUMENT = new Malformed("不是 bson", "no bson");
    private static final int SHORTEST = 5;

    @Override
    public String name() {
        return "bson";
    }

    @Override
    public boolean mayBegin(Slice s) {
        byte[] b = s.bytes();
        int at = s.from();
        return s.length() > SHORTEST && b[s.to() - 1] == 0 && length(b, at) <= s.length() && length(b, at) > SHORTEST;
    }

    private static int length(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        Draft first = document(reading, c, false);
        if (!c.hasMore()) {
            return first;
        }
        Draft list = Draft.array(first.from());
        list.item(first);
        while (c.hasMore()) {
            list.item(document(reading, c, false));
        }
        return list.endsAt(c.at);
    }

    private static Draft document(Reading reading, Cursor outer, boolean list) throws Malformed {
        int start = outer.at;
        long length = outer.little(4);
        if (length < SHORTEST) {
            throw NO_DOCUMENT;
        }
        outer.skip(length - 4);
        // the length of four bytes is right, and a zero ends it
        Cursor c = new Cursor(outer.b, start + 4, outer.at - 1);
        if (outer.b[outer.at - 1] != 0) {
            throw NO_DOCUMENT;
        }
        reading.evidence.add(16 * Evidence.BIT);
        Draft document = list ? Draft.array(start) : Draft.object(start);
        reading.enter();
        while (c.hasMore()) {
            reading.value();
            int type = c.u8();
            String name = name(reading, c);
            Draft value = value(reading, c, type);
            if (list) {
                document.item(value);
            } else {
                document.member(name, value);
            }
        }
        reading.leave();
        return document.endsAt(outer.at);
    }

    private static String name(Reading reading, Cursor c) throws Malformed {
        int from = c.at;
        while (c.u8() != 0) {
            // up to the zero that ends it
        }
        int weight = Evidence.text(c.b, from, c.at - 1);
        if (weight < 0) {
            throw NO_DOCUMENT;
        }
        reading.evidence.add(weight);
        return reading.slice.text(from, c.at - 1);
    }

    private static Draft value(Reading reading, Cursor c, int type) throws Malformed {
        int start = c.at;
        return switch (type) {
            case 0x01 -> Draft.number(Double.longBitsToDouble(c.little(8)), start, c.at);
            case 0x02, 0x0D, 0x0E -> string(reading, c);
            case 0x03 -> document(reading, c, false);
            case 0x04 -> document(reading, c, true);
            case 0x05 -> {
                long length = c.little(4);
                c.u8();
                int from = c.skip(length);
                yield Draft.bytes(from, c.at);
            }
            case 0x06, 0x0A -> Draft.value("null", start, c.at);
            case 0x07 -> Draft.value(HexFormat.of().formatHex(c.b, c.skip(12), c.at), start, c.at);
            case 0x08 -> Draft.value(c.u8() == 0 ? "false" : "true", start, c.at);
            case 0x09, 0x11, 0x12 -> Draft.number(c.little(8), start, c.at);
            case 0x0B -> {
                String pattern = name(reading, c);
                name(reading, c);
                yield Draft.value(pattern, start, c.at);
            }
            case 0x10 -> Draft.number((int) c.little(4), start, c.at);
            case 0x13 -> Draft.bytes(c.skip(16), c.at);
            case 0x7F, 0xFF -> Draft.value("", start, c.at);
            default -> throw NO_DOCUMENT;
        };
    }

    private static Draft string(Reading reading, Cursor c) throws Malformed {
        long length = c.little(4);
        if (length < 1) {
            throw NO_DOCUMENT;
        }
        int from = c.skip(length);
        if (c.b[c.at - 1] != 0) {
            throw NO_DOCUMENT;
        }
        return reading.textOrBytes(from, c.at - 1);
    }
}

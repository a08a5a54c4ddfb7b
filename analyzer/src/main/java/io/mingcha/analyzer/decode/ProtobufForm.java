package io.mingcha.analyzer.decode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Protobuf without its schema (protobuf.dev/programming-guides/encoding): fields are named by their numbers, {@code $.3.1}. What can be
 * text is text; else a message inside, else a packed list of numbers, else bytes. Groups are not read.
 */
final class ProtobufForm implements BinaryForm {
    private static final Malformed NO_MESSAGE = new Malformed("不是 protobuf", "no protobuf");
    private static final int HIGHEST_NUMBER = 1 << 20;

    /** A message inside another needs so much, or a bit a byte if it is short. */
    private static final int INSIDE = 10 * Evidence.BIT;

    /** Each level reads its bytes anew, so levels are few. */
    private static final int DEEPEST = 32;

    @Override
    public String name() {
        return "protobuf";
    }

    @Override
    public boolean mayBegin(Slice s) {
        return isTag(s.bytes()[s.from()]) && isWhole(s.bytes(), s.from(), s.to());
    }

    /** Whether fields follow one another to the end; looks at their heads only, since most bytes fail at the first few. */
    static boolean isWhole(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            int wire = b[at] & 7;
            at = afterVarint(b, at, to);
            if (at < 0) {
                return false;
            }
            switch (wire) {
                case 0 -> at = afterVarint(b, at, to);
                case 1 -> at += 8;
                case 5 -> at += 4;
                case 2 -> {
                    int start = at;
                    at = afterVarint(b, at, to);
                    long length = 0;
                    for (int i = at - 1; at > 0 && i >= start; i--) {
                        length = length << 7 | b[i] & 0x7F;
                    }
                    at = at < 0 || length > to - at ? -1 : at + (int) length;
                }
                default -> at = -1;
            }
            if (at < 0) {
                return false;
            }
        }
        return at == to;
    }

    private static int afterVarint(byte[] b, int from, int to) {
        for (int i = from; i < to && i < from + 10; i++) {
            if (b[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether a field of a known wire type can begin with this byte. */
    static boolean isTag(byte first) {
        int wire = first & 7;
        return (first & 0xF8) != 0 && (wire <= 2 || wire == 5);
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        return message(reading, reading.slice.from(), reading.slice.to());
    }

    static Draft message(Reading reading, int from, int to) throws Malformed {
        Cursor c = new Cursor(reading.slice.bytes(), from, to);
        Draft message = Draft.object(from);
        Map<Integer, Draft> single = new LinkedHashMap<>();
        Map<Integer, Draft> repeated = new LinkedHashMap<>();
        int previous = 0;
        reading.enter();
        while (c.hasMore()) {
            reading.value();
            int start = c.at;
            long tag = c.varint();
            if (tag >>> 3 == 0 || tag >>> 3 > HIGHEST_NUMBER) {
                throw NO_MESSAGE;
            }
            int number = (int) (tag >>> 3);
            reading.evidence.add(weigh(number - previous, c.at - start));
            Draft value = value(reading, c, (int) tag & 7);
            collect(number, value, single, repeated);
            previous = number;
        }
        reading.leave();
        single.forEach((number, value) -> message.member(number.toString(), repeated.getOrDefault(number, value)));
        return message.endsAt(to);
    }

    private static void collect(int number, Draft value, Map<Integer, Draft> single, Map<Integer, Draft> repeated) {
        Draft first = single.putIfAbsent(number, value);
        if (first != null) {
            Draft list = repeated.computeIfAbsent(number, n -> {
                Draft begun = Draft.array(first.from());
                begun.item(first);
                return begun;
            });
            list.item(value);
            list.endsAt(value.to());
        }
    }

    /** Fields mostly come in order, one after the other, and few are skipped. */
    private static int weigh(int step, int bytes) {
        int near =
                step == 1 ? 5 * Evidence.BIT : step == 0 ? 3 * Evidence.BIT : step > 1 && step <= 4 ? Evidence.BIT : 0;
        return switch (bytes) {
            case 1 -> near;
            case 2 -> step >= 0 && step <= 16 ? near + 6 * Evidence.BIT : -4 * Evidence.BIT;
            default -> -6 * Evidence.BIT;
        };
    }

    private static Draft value(Reading reading, Cursor c, int wire) throws Malformed {
        int start = c.at;
        switch (wire) {
            case 0 -> {
                long value = c.varint();
                reading.evidence.add(weighVarint(value, c.at - start));
                return Draft.number(value, start, c.at);
            }
            case 1 -> {
                long bits = c.little(8);
                reading.evidence.add(Evidence.eightBytes(bits));
                return Draft.eightBytes(bits, start, c.at);
            }
            case 2 -> {
                return delimited(reading, c);
            }
            case 5 -> {
                int bits = (int) c.little(4);
                reading.evidence.add(Evidence.fourBytes(bits));
                return Draft.fourBytes(bits, start, c.at);
            }
            default -> throw NO_MESSAGE;
        }
    }

    private static int weighVarint(long value, int bytes) {
        if (bytes >= 9) {
            return value < 0 && value > -(1L << 40) ? 20 * Evidence.BIT : -2 * Evidence.BIT;
        }
        return bytes == 1 ? 0 : bytes <= 3 ? -Evidence.BIT / 2 : (bytes - 4) * Evidence.BIT;
    }

    private static Draft delimited(Reading reading, Cursor c) throws Malformed {
        long length = c.varint();
        int left = c.left();
        int from = c.skip(length);
        int to = c.at;
        reading.evidence.add(weighLength(length, left));
        byte[] b = reading.slice.bytes();
        int text = Evidence.text(b, from, to);
        // a text hardly begins with a line feed, and nearly every message with field 1 does
        if (text < 0 || to > from && b[from] == '\n') {
            Draft inside = inside(reading, from, to);
            if (inside != null) {
                return inside;
            }
        }
        if (text >= 0) {
            reading.evidence.add(text - Evidence.BIT);
            return Draft.text(reading.slice, from, to);
        }
        Draft packed = PackedNumbers.read(reading, from, to);
        if (packed != null) {
            return packed;
        }
        reading.evidence.add(-Evidence.BIT);
        return Draft.bytes(from, to);
    }

    private static int weighLength(long length, int left) {
        int exact = length == left ? 3 * Evidence.BIT : 0;
        int fits = left >= 128 ? 0 : (int) (Evidence.BIT * Math.log(256.0 / (left + 1)) / Math.log(2));
        return exact + fits;
    }

    private static @org.jspecify.annotations.Nullable Draft inside(Reading reading, int from, int to) throws Malformed {
        if (!isTag(reading.slice.bytes()[from]) || reading.depth() >= DEEPEST) {
            return null;
        }
        int depth = reading.depth();
        int before = reading.evidence.weight();
        try {
            Draft message = message(reading, from, to);
            if (reading.evidence.weight() - before >= Math.min(INSIDE, (to - from) * Evidence.BIT)) {
                return message;
            }
        } catch (Malformed end) {
            if (Reading.isLimit(end)) {
                throw end;
            }
        }
        reading.backTo(depth, before);
        return null;
    }
}

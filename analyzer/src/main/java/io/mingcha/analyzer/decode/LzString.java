package io.mingcha.analyzer.decode;

import java.util.Arrays;
import java.util.Optional;

/**
 * The compression that pages use in place of gzip, lz-string (github.com/pieroxy/lz-string): LZ78 over UTF-16 units as a stream of
 * bits, which is written as base64, in letters that addresses allow, or as bytes. Nothing marks it. What shows it is that each
 * code means something, that the end is said where the bits end, and that text comes out.
 */
final class LzString {
    /** Shorter ones turn up by chance. */
    private static final int SHORTEST = 16;

    private static final int LEAST_TEXT = 8;
    /** Zeros that writers put after the end to fill up what they write in. */
    private static final int MOST_FILLING = 32;

    private static final int END = 2;
    private static final byte[] VALUES = values();

    private final byte[] bytes;
    private final int bits;
    private int at;
    private boolean broken;

    private LzString(byte[] bytes, int bits) {
        this.bytes = bytes;
        this.bits = bits;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            values[letters.charAt(i)] = (byte) i;
        }
        values['-'] = values['/'];
        // a space in a form is a plus that was decoded once too often
        values[' '] = values['+'];
        return values;
    }

    /**
     * What text was compressed into these letters.
     *
     * @param room most characters that may come out; of more nothing does
     */
    static Optional<String> text(String letters, int room) {
        int end = letters.length();
        while (end > 0 && (letters.charAt(end - 1) == '=' || letters.charAt(end - 1) == '$')) {
            end--;
        }
        if (end < SHORTEST) {
            return Optional.empty();
        }
        byte[] packed = new byte[(end * 6 + 7) / 8];
        for (int i = 0; i < end; i++) {
            char c = letters.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return Optional.empty();
            }
            int bit = i * 6;
            packed[bit >> 3] |= (byte) (value << 2 >> (bit & 7));
            if ((bit & 7) > 2) {
                packed[(bit >> 3) + 1] |= (byte) (value << 10 - (bit & 7));
            }
        }
        return new LzString(packed, end * 6).text(room);
    }

    /** The same of bytes. */
    static Optional<String> text(Slice s, int room) {
        return s.length() < SHORTEST
                ? Optional.empty()
                : new LzString(Arrays.copyOfRange(s.bytes(), s.from(), s.to()), s.length() * 8).text(room);
    }

    private int next(int width) {
        if (at + width > bits) {
            broken = true;
            return END;
        }
        int value = 0;
        for (int i = 0; i < width; i++, at++) {
            value |= (bytes[at >> 3] >> 7 - (at & 7) & 1) << i;
        }
        return value;
    }

    /** Phrases are told by where they stand in the text so far: each is one that stood before, and the character behind it. */
    private Optional<String> text(int room) {
        StringBuilder out = new StringBuilder();
        int[] starts = new int[64];
        int[] lengths = new int[64];
        int known = END + 1;
        int width = 2;
        int untilWider = 1;
        int previous = -1;
        while (true) {
            int code = next(width);
            if (code == END) {
                return !broken && out.length() >= LEAST_TEXT && isFilledUp()
                        ? Optional.of(out.toString())
                        : Optional.empty();
            }
            if (known + 2 > starts.length) {
                starts = Arrays.copyOf(starts, known * 2);
                lengths = Arrays.copyOf(lengths, known * 2);
            }
            int start = out.length();
            if (code < END) {
                char c = (char) next(code == 0 ? 8 : 16);
                if (broken || !isText(c)) {
                    return Optional.empty();
                }
                starts[known] = start;
                lengths[known++] = 1;
                out.append(c);
                if (previous >= 0 && --untilWider == 0) {
                    untilWider = 1 << width++;
                }
            } else if (previous >= 0 && code < known) {
                if (lengths[code] > room - start) {
                    return Optional.empty();
                }
                out.append(out, starts[code], starts[code] + lengths[code]);
            } else if (previous >= 0 && code == known && start - previous < room - start) {
                out.append(out, previous, start).append(out.charAt(previous));
            } else {
                return Optional.empty();
            }
            if (previous < 0) {
                width = 3;
                untilWider = 4;
            } else {
                starts[known] = previous;
                lengths[known++] = start - previous + 1;
                if (--untilWider == 0) {
                    untilWider = 1 << width++;
                }
            }
            previous = start;
        }
    }

    private boolean isFilledUp() {
        if (bits - at > MOST_FILLING) {
            return false;
        }
        while (at < bits) {
            if (next(1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(char c) {
        return c >= ' ' && c != 0x7F && (c < 0x80 || c > 0x9F) && Character.isDefined(c)
                || c == '\n'
                || c == '\r'
                || c == '\t';
    }
}

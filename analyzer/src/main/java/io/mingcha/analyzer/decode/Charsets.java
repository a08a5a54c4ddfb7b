package io.mingcha.analyzer.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells text from other bytes, and in which charset it is. */
final class Charsets {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5");
    /** So many characters are no chance: any two bytes are one in one case of twelve. */
    private static final int LEAST_BIG5 = 4;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte ZERO = 1;
    private static final byte CONTROL = 2;
    /** Of which kind each byte is, of those that no text but UTF-16 has. */
    private static final byte[] TELLING = telling();

    /** @param charset as the path shows it */
    record Text(String charset, Slice utf8) {}

    private Charsets() {}

    /** Valid UTF-8 with next to no control characters. */
    static boolean isUtf8Text(byte[] b, int from, int to) {
        int controls = 0;
        for (int i = printable(b, from, to); i < to; i++) {
            int c = b[i];
            if (c >= 0) {
                if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                    controls++;
                }
                i = printable(b, i + 1, to) - 1;
                continue;
            }
            int more = (c & 0xE0) == 0xC0 ? 1 : (c & 0xF0) == 0xE0 ? 2 : (c & 0xF8) == 0xF0 ? 3 : -1;
            if (more < 0 || more == 1 && (c & 0xFF) < 0xC2) {
                return false;
            }
            if (i + more >= to) {
                // A body cut in the middle of a character is still text.
                return to - from > 64 && controls == 0;
            }
            for (int j = 1; j <= more; j++) {
                if ((b[i + j] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i = printable(b, i + more + 1, to) - 1;
        }
        int length = to - from;
        return controls == 0 || length >= 64 && controls * 50 < length;
    }

    /** The end of what can be told from there on, eight bytes at a time, to be printable ASCII. */
    private static int printable(byte[] b, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(b, at);
            long belowSpace = eight - 0x2020202020202020L;
            long delete = (eight ^ 0x7F7F7F7F7F7F7F7FL) - 0x0101010101010101L;
            if (((eight | belowSpace | delete) & 0x8080808080808080L) != 0) {
                return at;
            }
            at += Long.BYTES;
        }
        return at;
    }

    /** Whether bytes that can pass for text begin as hardly any text does, or hold what none does. */
    static boolean mayBeBinary(Slice s) {
        byte[] b = s.bytes();
        byte first = b[s.from()];
        if (first == '{' || first == '[' || first == '<') {
            return false;
        }
        byte second = s.length() > 1 ? b[s.from() + 1] : 0;
        if (first == '\n' && second != '{' && second != '[' && second != '<') {
            return true;
        }
        for (int i = s.from(); i < s.to(); i++) {
            if (b[i] >= 0 && b[i] < 0x20 && b[i] != '\n' && b[i] != '\r' && b[i] != '\t') {
                return true;
            }
        }
        return false;
    }

    /**
     * Text in another charset than UTF-8, as UTF-8: by its byte order mark, by what a header named, else by what the bytes
     * themselves can be.
     */
    static Optional<Text> otherText(Slice s, String named) {
        byte[] b = s.bytes();
        int from = s.from();
        if (s.length() >= 4 && (b[from] & 0xFF) == 0xFF && (b[from + 1] & 0xFF) == 0xFE) {
            return Optional.of(text(s.part(from + 2, s.to()), StandardCharsets.UTF_16LE));
        }
        if (s.length() >= 4 && (b[from] & 0xFF) == 0xFE && (b[from + 1] & 0xFF) == 0xFF) {
            return Optional.of(text(s.part(from + 2, s.to()), StandardCharsets.UTF_16BE));
        }
        if (named.startsWith("gb") || named.equals("big5")) {
            Charset charset = named.startsWith("gb") ? GB18030 : BIG5;
            return isValid(s, charset) ? Optional.of(text(s, charset)) : Optional.empty();
        }
        if (isUtf16(s, 1)) {
            return Optional.of(text(s, StandardCharsets.UTF_16LE));
        }
        if (isUtf16(s, 0)) {
            return Optional.of(text(s, StandardCharsets.UTF_16BE));
        }
        if (isChinese(s) && isValid(s, GB18030)) {
            return Optional.of(text(s, GB18030));
        }
        return isTraditional(s) && isValid(s, BIG5) ? Optional.of(text(s, BIG5)) : Optional.empty();
    }

    private static Text text(Slice s, Charset charset) {
        return new Text(charset.name().toLowerCase(Locale.ROOT), transcoded(s, charset));
    }

    /** Whether bytes are text in a charset that only they themselves tell. */
    static boolean isOtherText(byte[] b) {
        int seen = 0;
        for (byte c : b) {
            seen |= TELLING[c & 0xFF];
        }
        boolean zeros = (seen & ZERO) != 0;
        if (!zeros && (seen & CONTROL) != 0) {
            return false;
        }
        Slice s = Slice.derived(b);
        // a quarter of UTF-16 are units with a byte of zeros, which no other text has
        if (zeros) {
            return isUtf16(s, 1) || isUtf16(s, 0);
        }
        return isChinese(s) && isValid(s, GB18030) || isTraditional(s) && isValid(s, BIG5);
    }

    private static byte[] telling() {
        byte[] telling = new byte[256];
        for (int c = 0; c < 0x20; c++) {
            telling[c] = c == 0 ? ZERO | CONTROL : c == '\n' || c == '\r' || c == '\t' ? 0 : CONTROL;
        }
        telling[0x7F] = CONTROL;
        return telling;
    }

    /** @param high 1 if the more significant byte of each unit is the second, else 0 */
    private static boolean isUtf16(Slice s, int high) {
        int units = s.length() / 2;
        if (s.length() % 2 != 0 || units < 4) {
            return false;
        }
        byte[] b = s.bytes();
        int ascii = 0;
        for (int i = s.from(); i < s.to(); i += 2) {
            int unit = (b[i + high] & 0xFF) << 8 | b[i + 1 - high] & 0xFF;
            if (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t'
                    || !Character.isDefined(unit)
                    || unit >= 0xE000 && unit < 0xF900) {
                return false;
            }
            ascii += unit < 0x7F ? 1 : 0;
        }
        // Quotes, brackets and names of fields; without them it may be anything.
        return ascii * 4 >= units;
    }

    /** Whether what is not ASCII is next to all among the characters and signs of GB 2312, in pairs. */
    private static boolean isChinese(Slice s) {
        byte[] b = s.bytes();
        int common = 0;
        int rare = 0;
        for (int i = s.from(); i < s.to(); i++) {
            int c = b[i] & 0xFF;
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                return false;
            }
            if (c >= 0x80) {
                if (isFourBytes(b, i, s.to())) {
                    common++;
                    i += 3;
                    continue;
                }
                int next = i + 1 < s.to() ? b[i + 1] & 0xFF : 0;
                boolean usual = isHan(c, next) || next >= 0xA1 && c >= 0xA1 && c <= 0xA3;
                common += usual ? 1 : 0;
                rare += usual ? 0 : 1;
                i++;
            }
        }
        return common >= 2 && rare * 10 <= common;
    }

    /** Whether a character of GB18030 of four bytes begins there. */
    private static boolean isFourBytes(byte[] b, int at, int to) {
        return at + 3 < to
                && (b[at] & 0xFF) >= 0x81
                && b[at + 1] >= '0'
                && b[at + 1] <= '9'
                && (b[at + 2] & 0xFF) >= 0x81
                && b[at + 3] >= '0'
                && b[at + 3] <= '9';
    }

    /** Whether two bytes are a Chinese character of GB 2312. */
    static boolean isHan(int first, int second) {
        return first >= 0xB0 && first <= 0xF7 && second >= 0xA1 && second <= 0xFE;
    }

    /** Whether what is not ASCII is next to all among the signs and the common characters of Big5, in pairs. */
    private static boolean isTraditional(Slice s) {
        byte[] b = s.bytes();
        int common = 0;
        int rare = 0;
        for (int i = s.from(); i < s.to(); i++) {
            int c = b[i] & 0xFF;
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                return false;
            }
            if (c >= 0x80) {
                int next = i + 1 < s.to() ? b[i + 1] & 0xFF : 0;
                boolean usual =
                        c >= 0xA1 && c <= 0xC6 && (next >= 0x40 && next <= 0x7E || next >= 0xA1 && next <= 0xFE);
                common += usual && c >= 0xA4 ? 1 : 0;
                rare += usual ? 0 : 1;
                i++;
            }
        }
        return common >= LEAST_BIG5 && rare * 10 <= common;
    }

    private static boolean isValid(Slice s, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(s.bytes(), s.from(), s.length()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Slice transcoded(Slice s, Charset charset) {
        String text = new String(s.bytes(), s.from(), s.length(), charset);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (s.origin() == Origin.Derived.DERIVED) {
            return Slice.derived(utf8);
        }
        int[] places = new int[utf8.length + 1];
        int at = s.from();
        int n = 0;
        for (int i = 0; i < text.length() && n < utf8.length; i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            int length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            for (int j = 0; j < length && n < utf8.length; j++) {
                places[n++] = s.origin().of(Math.min(at, s.to()));
            }
            at += unit(s, Math.min(at, s.to() - 1), charset);
        }
        while (n < places.length) {
            places[n++] = s.origin().of(s.to());
        }
        return new Slice(utf8, 0, utf8.length, new Origin.Transcoded(places));
    }

    /** How many bytes the character at {@code at} has. */
    private static int unit(Slice s, int at, Charset charset) {
        byte[] b = s.bytes();
        int first = b[at] & 0xFF;
        if (charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)) {
            int high = charset.equals(StandardCharsets.UTF_16BE) ? first : at + 1 < s.to() ? b[at + 1] & 0xFF : 0;
            return high >= 0xD8 && high <= 0xDB ? 4 : 2;
        }
        if (first <= 0x80 || at + 1 >= s.to()) {
            return 1;
        }
        int second = b[at + 1] & 0xFF;
        return charset.equals(GB18030) && second >= 0x30 && second <= 0x39 ? 4 : 2;
    }
}

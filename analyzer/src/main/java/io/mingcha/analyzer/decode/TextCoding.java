package io.mingcha.analyzer.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Codings of text in text: percent, base64 in every usual dress, hex, backslash-u. */
final class TextCoding {
    private static final int LONGEST_TAG = 32;
    private static final int SHORTEST_TAGGED = 16;

    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int STANDARD = 4;
    private static final int URL = 8;
    private static final int PADDING = 16;
    private static final int SPACE = 32;
    private static final int LINE = 64;
    /** What each ASCII character is in base64; 0 is in none. */
    private static final byte[] KINDS = kinds();

    /** The six bits that each letter of base64 says. */
    private static final byte[] SEXTETS = sextets();

    private TextCoding() {}

    private static byte[] sextets() {
        byte[] sextets = new byte[128];
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (int i = 0; i < letters.length(); i++) {
            sextets[letters.charAt(i)] = (byte) i;
        }
        sextets['+'] = 62;
        sextets['-'] = 62;
        sextets['/'] = 63;
        sextets['_'] = 63;
        // a space in a form value is a plus that was decoded once too often
        sextets[' '] = 62;
        return sextets;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            kinds[c] = LETTER;
            kinds[c - 32] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        kinds['+'] = STANDARD;
        kinds['/'] = STANDARD;
        kinds['-'] = URL;
        kinds['_'] = URL;
        kinds['='] = PADDING;
        kinds['\n'] = LINE;
        kinds['\r'] = LINE;
        kinds['\t'] = LINE;
        kinds[' '] = SPACE;
        return kinds;
    }

    /** Undoes percent coding (RFC 3986 §2.1); malformed sequences stay as they are. */
    static String percent(String text, boolean plusIsSpace) {
        boolean plus = plusIsSpace && text.indexOf('+') >= 0;
        if (text.indexOf('%') < 0 && !plus) {
            return text;
        }
        byte[] bytes = percentBytes(text, plusIsSpace);
        return lenient(bytes, bytes.length);
    }

    /** The bytes that percent coding stands for. */
    static byte[] percentBytes(String text, boolean plusIsSpace) {
        boolean plus = plusIsSpace;
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            byte c = in[i];
            if (c == '%' && i + 2 < in.length) {
                int high = Character.digit(in[i + 1], 16);
                int low = Character.digit(in[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    out[n++] = (byte) (high << 4 | low);
                    i += 2;
                    continue;
                }
            }
            out[n++] = plus && c == '+' ? (byte) ' ' : c;
        }
        return java.util.Arrays.copyOf(out, n);
    }

    /** UTF-8 if it is, else GB18030, which Chinese forms still use. */
    private static String lenient(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, Charsets.GB18030);
        }
    }

    static boolean hasPercent(String text) {
        int at = text.indexOf('%');
        while (at >= 0 && at + 2 < text.length()) {
            if (Character.digit(text.charAt(at + 1), 16) >= 0 && Character.digit(text.charAt(at + 2), 16) >= 0) {
                return true;
            }
            at = text.indexOf('%', at + 1);
        }
        return false;
    }

    /** Undoes {@code \}{@code uXXXX} escapes left in a text, and {@code %uXXXX}, which JavaScript's escape writes. */
    static String unicodeEscapes(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '\\' || c == '%') && i + 5 < text.length() && text.charAt(i + 1) == 'u') {
                int code = 0;
                boolean good = true;
                for (int j = i + 2; j < i + 6; j++) {
                    int digit = Character.digit(text.charAt(j), 16);
                    good &= digit >= 0;
                    code = code << 4 | (digit & 15);
                }
                if (good) {
                    out.append((char) code);
                    i += 5;
                    continue;
                }
            }
            out.append(c);
        }
        return out.toString();
    }

    /**
     * The bytes of base64 (RFC 4648 §4 or §5, padded or not, line breaks allowed) if the text can be nothing but that by its
     * letters and length.
     */
    static Optional<byte[]> base64(String text) {
        int length = text.length();
        if (length < 8) {
            return Optional.empty();
        }
        int seen = 0;
        int padding = 0;
        int count = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int kind = c < KINDS.length ? KINDS[c] : 0;
            if (kind == 0) {
                return Optional.empty();
            }
            seen |= kind;
            if (kind == PADDING) {
                padding++;
            } else if (kind != SPACE && kind != LINE) {
                if (padding > 0) {
                    return Optional.empty();
                }
                count++;
            }
        }
        boolean url = (seen & URL) != 0;
        if (padding > 2
                || count % 4 == 1
                || url && (seen & STANDARD) != 0
                || url && endsInUuid(text)
                || (seen & LETTER) == 0 && count < 24
                || count < 7) {
            return Optional.empty();
        }
        if (padding > 0 && (count + padding) % 4 != 0) {
            return Optional.empty();
        }
        if ((seen & (SPACE | LINE)) == 0) {
            return Optional.of(sextets(text, count));
        }
        if ((seen & (LINE | PADDING)) == 0) {
            return url || length % 4 == 1 ? Optional.empty() : Optional.of(sextets(text, length));
        }
        String letters = unbroken(text);
        try {
            return Optional.of((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(letters));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Four dashes stand so in one base64 of seventeen million. */
    private static boolean endsInUuid(String text) {
        int end = text.length();
        return end >= 36
                && text.charAt(end - 13) == '-'
                && text.charAt(end - 18) == '-'
                && text.charAt(end - 23) == '-'
                && text.charAt(end - 28) == '-';
    }

    /** @param count of the letters at the beginning that are base64 of either alphabet, as was made sure of */
    private static byte[] sextets(String text, int count) {
        byte[] out = new byte[(int) (count * 3L / 4)];
        int n = 0;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int bits = SEXTETS[text.charAt(i)] << 18
                    | SEXTETS[text.charAt(i + 1)] << 12
                    | SEXTETS[text.charAt(i + 2)] << 6
                    | SEXTETS[text.charAt(i + 3)];
            out[n] = (byte) (bits >> 16);
            out[n + 1] = (byte) (bits >> 8);
            out[n + 2] = (byte) bits;
            n += 3;
        }
        int bits = 0;
        for (; i < count; i++) {
            bits = bits << 6 | SEXTETS[text.charAt(i)];
        }
        if ((count & 3) == 2) {
            out[n] = (byte) (bits >> 4);
        } else if ((count & 3) == 3) {
            out[n] = (byte) (bits >> 10);
            out[n + 1] = (byte) (bits >> 2);
        }
        return out;
    }

    /** The bytes of base64 of JSON or gzip that a short word and a mark stand before, {@code RS_ENC_v3_eyJ…}. */
    static Optional<byte[]> tagged(String text) {
        int end = Math.min(text.length() - SHORTEST_TAGGED, LONGEST_TAG);
        for (int i = 2; i <= end; i++) {
            // e, W and I are how base64 of a brace, a bracket and a quote begins, H4 that of gzip
            if ("_.:-|".indexOf(text.charAt(i - 1)) >= 0 && "eWIH".indexOf(text.charAt(i)) >= 0) {
                Optional<byte[]> content = base64(text.substring(i)).filter(TextCoding::begins);
                if (content.isPresent()) {
                    return content;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] b) {
        return b[0] == '{' || b[0] == '[' || b[0] == '"' || b[0] == 0x1F && (b[1] & 0xFF) == 0x8B;
    }

    /** The bytes of base64 that was padded and begun anew any number of times, as grpc-web-text is by each flush. */
    static Optional<byte[]> base64Pieces(String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            int from = 0;
            while (from < text.length()) {
                int padding = text.indexOf('=', from);
                int end = padding < 0 ? text.length() : padding;
                while (end < text.length() && text.charAt(end) == '=') {
                    end++;
                }
                all.writeBytes(Base64.getDecoder().decode(text.substring(from, end)));
                from = end;
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(all.toByteArray());
    }

    private static String unbroken(String text) {
        boolean lines = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\t') >= 0;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' && !lines) {
                out.append('+');
            } else if (c != '\n' && c != '\r' && c != '\t' && c != ' ') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether a text has the mixture of letters and digits, or of letters in either case, that coded bytes have and words have not. */
    static boolean looksCoded(String text) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        int changes = 0;
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean up = isUpper(c);
            boolean low = isLower(c);
            changes += (up && isLower(before) || low && isUpper(before)) ? 1 : 0;
            upper |= up;
            lower |= low;
            digit |= c >= '0' && c <= '9';
            if (upper && lower && digit) {
                return true;
            }
            before = c;
        }
        return upper && lower && changes * 5 >= text.length() * 2;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** The bytes of an even run of at least 16 hex digits. */
    static Optional<byte[]> hex(String text) {
        int length = text.length();
        return length < 16 ? Optional.empty() : hexBytes(text);
    }

    /** The bytes of hex digits that {@code 0x} stands before, or that stand in pairs with spaces between them. */
    static Optional<byte[]> dressedHex(String text) {
        int length = text.length();
        if (length < 18) {
            return Optional.empty();
        }
        if (text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x') {
            return hexBytes(text.substring(2));
        }
        if (text.charAt(2) != ' ' || text.charAt(5) != ' ' || length % 3 != 2) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (i % 3 != 2) {
                digits.append(c);
            } else if (c != ' ') {
                return Optional.empty();
            }
        }
        return hexBytes(digits.toString());
    }

    /** The bytes of an even run of hex digits. */
    static Optional<byte[]> hexBytes(String text) {
        int length = text.length();
        if (length % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return Optional.empty();
            }
        }
        byte[] out = new byte[length / 2];
        for (int i = 0; i < length; i += 2) {
            out[i / 2] = (byte) (Character.digit(text.charAt(i), 16) << 4 | Character.digit(text.charAt(i + 1), 16));
        }
        return Optional.of(out);
    }
}

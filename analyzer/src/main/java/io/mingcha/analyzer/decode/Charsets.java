package io.mingcha.analyzer.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells text from other bytes, and in which charset it is. */
final class Charsets {
    static final Charset GB18030 = Charset.forName("GB18030");

    private Charsets() {}

    /** Valid UTF-8 with next to no control characters. */
    static boolean isUtf8Text(byte[] b, int from, int to) {
        int controls = 0;
        for (int i = from; i < to; i++) {
            int c = b[i];
            if (c >= 0) {
                if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                    controls++;
                }
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
            i += more;
        }
        int length = to - from;
        return controls == 0 || length >= 64 && controls * 50 < length;
    }

    /** The text in UTF-16 by its byte order mark or its zeros, or in a charset that a header named. */
    static Optional<String> otherText(byte[] b, int from, int to, String named) {
        int length = to - from;
        if (length >= 4 && (b[from] & 0xFF) == 0xFF && (b[from + 1] & 0xFF) == 0xFE) {
            return Optional.of(new String(b, from + 2, length - 2, StandardCharsets.UTF_16LE));
        }
        if (length >= 4 && (b[from] & 0xFF) == 0xFE && (b[from + 1] & 0xFF) == 0xFF) {
            return Optional.of(new String(b, from + 2, length - 2, StandardCharsets.UTF_16BE));
        }
        if (named.startsWith("gb") || named.equals("big5")) {
            return strict(b, from, to, named.startsWith("gb") ? GB18030 : Charset.forName("Big5"));
        }
        return Optional.empty();
    }

    private static Optional<String> strict(byte[] b, int from, int to, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(b, from, to - from))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

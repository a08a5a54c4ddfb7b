package io.mingcha.certs;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** DER (X.690) as far as certificates need it. */
final class Der {
    static final int OCTETS = 0x04;
    static final int SEQUENCE = 0x30;

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8 = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SET = 0x31;
    private static final int OF_CONTEXT = 0x80;
    private static final int OF_CONTEXT_CONSTRUCTED = 0xa0;

    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter LONG_YEAR = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);
    private static final int LAST_SHORT_YEAR = 2049;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return element(SET, parts);
    }

    static byte[] octets(byte[]... parts) {
        return element(OCTETS, parts);
    }

    static byte[] integer(BigInteger value) {
        return element(INTEGER, value.toByteArray());
    }

    static byte[] truth() {
        return element(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] utf8(String text) {
        return element(UTF8, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whole octets. */
    static byte[] bits(byte[] octets) {
        return element(BITS, new byte[] {0}, octets);
    }

    /** A few flags, the first in the highest bit. */
    static byte[] flags(int octet) {
        return element(BITS, new byte[] {(byte) Integer.numberOfTrailingZeros(octet), (byte) octet});
    }

    static byte[] identifier(String dotted) {
        int[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    out.write(0x80 | arcs[i] >>> shift & 0x7f);
                }
            }
            out.write(arcs[i] & 0x7f);
        }
        return element(OBJECT_IDENTIFIER, out.toByteArray());
    }

    /** In whole seconds; with two digits of the year as long as they suffice (RFC 5280 §4.1.2.5). */
    static byte[] time(Instant at) {
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        boolean brief = utc.getYear() <= LAST_SHORT_YEAR;
        String text = (brief ? SHORT_YEAR : LONG_YEAR).format(utc);
        return element(brief ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code [number]} in place of the element's own tag. */
    static byte[] implicit(int number, byte[] content) {
        return element(OF_CONTEXT | number, content);
    }

    /** {@code [number]} around elements. */
    static byte[] explicit(int number, byte[]... parts) {
        return element(OF_CONTEXT_CONSTRUCTED | number, parts);
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | octets);
            for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /**
     * The content of the element that begins at {@code offset}.
     *
     * @throws IllegalArgumentException if there is none or it ends too early
     */
    static byte[] content(byte[] der, int offset) {
        int start = contentStart(der, offset);
        return Arrays.copyOfRange(der, start, end(der, offset));
    }

    /** Where the element that begins at {@code offset} ends. */
    static int end(byte[] der, int offset) {
        int start = contentStart(der, offset);
        int length = der[offset + 1] & 0xff;
        if (length >= 0x80) {
            length = 0;
            for (int i = offset + 2; i < start; i++) {
                length = length << 8 | der[i] & 0xff;
            }
        }
        if (length < 0 || length > der.length - start) {
            throw new IllegalArgumentException("an element ends beyond its bytes");
        }
        return start + length;
    }

    /** Where the content of the element that begins at {@code offset} begins. */
    static int contentStart(byte[] der, int offset) {
        int more = offset + 1 < der.length && (der[offset + 1] & 0x80) != 0 ? der[offset + 1] & 0x7f : 0;
        if (offset + 2 + more > der.length || more > 4) {
            throw new IllegalArgumentException("no element begins here");
        }
        return offset + 2 + more;
    }
}

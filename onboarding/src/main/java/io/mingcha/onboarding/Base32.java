package io.mingcha.onboarding;

import java.util.Locale;

/** Bytes in letters and digits that people can read out and that mean the same in either case (RFC 4648, 6). */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int held = 0;
        int count = 0;
        for (byte b : bytes) {
            held = held << 8 | b & 0xff;
            count += 8;
            while (count >= BITS) {
                count -= BITS;
                out.append(ALPHABET.charAt(held >> count & 31));
            }
            held &= (1 << count) - 1;
        }
        if (count > 0) {
            out.append(ALPHABET.charAt(held << BITS - count & 31));
        }
        return out.toString();
    }

    /** As it was written, whatever a person made of it. */
    static String canonical(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replace("-", "")
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
    }
}

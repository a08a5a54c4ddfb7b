package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.decode.Letters;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which values tell one device or person from all others by themselves. Each has a print of 64 bits, equal for those that differ
 * in capitals, dashes and colons alone.
 *
 * @param letters so many at least, dashes and colons not counted
 * @param bits so many at least, if each letter were drawn from the kinds of letters that are in it
 * @param different so many different letters at least
 */
record Form(int letters, double bits, int different) {
    private static final int LONGEST = 256;
    /** The print of what has none. */
    static final long NONE = 0;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9:_=-]+");
    private static final Pattern JOINTS = Pattern.compile("[:_=-]");
    private static final int SHORTEST_NUMBER = 10;
    private static final int SHORTEST_MIXED = 16;
    /** Of letters and digits drawn by chance two in five or more are of another kind than the one before. */
    private static final double CHANGES = 0.35;

    /** What numbers of orders, visits and batches begin with. */
    private static final Pattern DATE =
            Pattern.compile("^[a-z]{0,3}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?=\\d+$)");

    private static final byte JOINT = 1;
    /** What each character counts as: small letters for all, 1 for what joins, 0 for what is in no such value. */
    private static final byte[] COUNTS_AS = countsAs();

    private static byte[] countsAs() {
        byte[] as = new byte[128];
        for (char c : "0123456789abcdefghijklmnopqrstuvwxyz_=@./+|".toCharArray()) {
            as[c] = (byte) c;
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            as[c] = (byte) (c + 'a' - 'A');
        }
        as['-'] = JOINT;
        as[':'] = JOINT;
        return as;
    }

    /** The print of a value; 0 of what cannot be one, such as a word, a sentence, an address of a page or a time. */
    long print(String text, Letters kinds) {
        int end = text.length();
        int digits = kinds.digits();
        if (end < letters || end > LONGEST || digits == 0 && (!kinds.hasOther() || text.indexOf('@') < 0)) {
            return NONE;
        }
        int start = text.charAt(0) == '+' ? 1 : 0;
        long print = 1;
        long eight = 0;
        int count = 0;
        char before = '/';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            byte as = c < COUNTS_AS.length ? COUNTS_AS[c] : 0;
            if (as <= JOINT) {
                if (as == JOINT) {
                    continue;
                }
                return NONE;
            }
            if (c == '/' && before == '/') {
                return NONE;
            }
            before = c;
            eight = eight << 8 | as;
            count++;
            if ((count & 7) == 0) {
                print = mixed(print, eight);
            }
        }
        if (count < letters || digits == count && isTime(text, start, count)) {
            return NONE;
        }
        print = mixed(print, eight);
        print ^= print >>> 29;
        print *= 0xBF58476D1CE4E5B9L;
        print ^= print >>> 32;
        return print == NONE ? 1 : print;
    }

    long print(String text) {
        return print(text, Letters.of(text));
    }

    private static long mixed(long print, long eight) {
        return (Long.rotateLeft(print, 23) ^ eight) * 0x9E3779B97F4A7C15L;
    }

    /** Seconds or milliseconds of the years from 2001 to 2033. */
    private static boolean isTime(String text, int start, int count) {
        return (count == 10 || count == 13) && text.charAt(start) == '1';
    }

    /** Whether another such value is equal to it by chance as good as never. */
    boolean isTelling(String text) {
        return holds(text, bits);
    }

    /** Whether it looks drawn by chance, and from so many that nobody draws it again. */
    boolean isDrawn(String text, double bits) {
        return isIdentifier(text) && holds(text, bits);
    }

    private boolean holds(String text, double wanted) {
        if (print(text) == NONE) {
            return false;
        }
        String bare = bare(text);
        long different = bare.chars().distinct().count();
        boolean decimal = bare.chars().allMatch(c -> Character.digit(c, 10) >= 0);
        boolean hex = bare.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        double each = Math.log(decimal ? 10 : hex ? 16 : 36) / Math.log(2);
        // whatever is counted on the same day begins with the same date
        int byChance = DATE.matcher(bare).replaceFirst("").length();
        return different >= this.different && byChance * each >= wanted;
    }

    /**
     * Whether a value looks as if it were drawn by chance or counted, as identifiers are: a UUID, a long number, hexadecimal letters,
     * or letters and digits that change with each other as no words do.
     */
    boolean isIdentifier(String text) {
        if (!isTelling(text) || !ID.matcher(text).matches()) {
            return false;
        }
        String letters = JOINTS.matcher(text).replaceAll("");
        int length = letters.length();
        int digits = 0;
        int hex = 0;
        int changes = 0;
        for (int i = 0; i < length; i++) {
            digits += Character.isDigit(letters.charAt(i)) ? 1 : 0;
            hex += Character.digit(letters.charAt(i), 16) >= 0 ? 1 : 0;
            changes +=
                    i > 0 && Character.getType(letters.charAt(i)) != Character.getType(letters.charAt(i - 1)) ? 1 : 0;
        }
        return digits == length
                ? length >= SHORTEST_NUMBER
                : length >= SHORTEST_MIXED && digits >= 3 && (hex == length || changes >= CHANGES * length);
    }

    /** A value without what is written between its letters for the eye, in small letters. */
    static String bare(String value) {
        return value.replaceAll("^\\+|[-:\\s]", "").toLowerCase(Locale.ROOT);
    }
}

package io.mingcha.analyzer.detect;

import java.util.List;

/**
 * Whether any of many patterns may stand in a text, by the hashes of their first letters: a table of bits stays in the
 * processor's cache when the automaton of ten thousand values no longer does. Each beginning sets three bits of one word
 * (Putze, Sanders and Singler, JEA 14, 2009), so that a place says yes in vain once in about a thousand times.
 */
final class Beginnings {
    /** So many letters, a byte of each, fill a word. */
    private static final int LETTERS = Long.BYTES;

    private static final int BITS_EACH = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int ASCII = 128;
    private static final byte[] FOLDED = folded();

    private final long[] bits;
    private final int shift;
    private final Automaton shorter;
    private final boolean anyLong;

    private Beginnings(int size, Automaton shorter, boolean anyLong) {
        this.bits = new long[size / Long.SIZE];
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(bits.length);
        this.shorter = shorter;
        this.anyLong = anyLong;
    }

    private static byte[] folded() {
        byte[] folded = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            folded[c] = (byte) Fold.of(c);
        }
        return folded;
    }

    /** Patterns as they stand in folded text; none may be empty or appear twice. */
    static Beginnings of(List<String> patterns) {
        List<String> shorter =
                patterns.stream().filter(p -> p.length() < LETTERS).toList();
        int size = Integer.highestOneBit(Math.max(2 * Long.SIZE, (patterns.size() - shorter.size()) * BITS_EACH));
        Beginnings beginnings = new Beginnings(size, Automaton.of(shorter), shorter.size() < patterns.size());
        for (String pattern : patterns) {
            if (pattern.length() >= LETTERS) {
                long word = 0;
                for (int i = 0; i < LETTERS; i++) {
                    word = append(word, pattern.charAt(i));
                }
                long hash = mixed(word);
                beginnings.bits[(int) (hash >>> beginnings.shift)] |= three(hash);
            }
        }
        return beginnings;
    }

    /** False only if none of the patterns occurs. */
    boolean mayBeIn(String text) {
        if (shorter.finds(text)) {
            return true;
        }
        int length = text.length();
        if (length < LETTERS || !anyLong) {
            return false;
        }
        long word = 0;
        for (int i = 0; i < LETTERS - 1; i++) {
            word = append(word, text.charAt(i));
        }
        for (int i = LETTERS - 1; i < length; i++) {
            word = append(word, text.charAt(i));
            long hash = mixed(word);
            long three = three(hash);
            if ((bits[(int) (hash >>> shift)] & three) == three) {
                return true;
            }
        }
        return false;
    }

    /** The product alone has only the last letters in its lower bits. */
    private static long mixed(long word) {
        return (word ^ word >>> 32) * MIX;
    }

    /** By bits of the hash that do not choose the word. */
    private static long three(long hash) {
        return 1L << (hash >>> 12) | 1L << (hash >>> 18) | 1L << (hash >>> 24);
    }

    private static long append(long word, char c) {
        return word << 8 | (c < ASCII ? FOLDED[c] : Fold.of(c) & 0xFF);
    }
}

package io.mingcha.analyzer.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Many patterns, and where in a text they stand. Of most places the hashes of their first letters tell that none does: a table of
 * bits stays in the processor's cache when ten thousand values no longer do. Each beginning sets three bits of one word (Putze,
 * Sanders and Singler, JEA 14, 2009), so that a place says yes in vain once in about a thousand times; there the patterns in
 * their order are searched letter by letter.
 *
 * <p>Of a text in ASCII only every fourth place is looked at first: wherever a pattern of eight letters begins, four of its first
 * seven stand at such a place.
 */
final class Patterns {
    /** So many letters, a byte of each, fill a word. */
    private static final int LETTERS = Long.BYTES;

    private static final int BITS_EACH = 64;
    /** So many stay close to the processor all the same, and hardly any place says yes in vain. */
    private static final int LEAST_BITS = 1 << 16;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int ASCII = 128;
    private static final byte[] FOLDED = folded();

    /** Four letters at a time, as they are read. */
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int STRIDE = Integer.BYTES;
    /** Makes a small letter of a capital one, and two of a few other signs one. */
    private static final int SMALL = 0x20202020;

    private final long[] bits;
    private final int shift;
    private final long[] fours;
    private final int foursShift;
    /** Those that fill a word, in order. */
    private final Pattern[] longer;

    private final List<Pattern> shorter;
    private final Automaton ofShorter;

    /** @param number among all patterns */
    private record Pattern(String text, int number) {}

    private record Match(int pattern, int start, int end) {}

    private Patterns(List<Pattern> longer, List<Pattern> shorter) {
        this.longer =
                longer.stream().sorted(Comparator.comparing(Pattern::text)).toArray(Pattern[]::new);
        this.shorter = shorter;
        this.ofShorter = Automaton.of(shorter.stream().map(Pattern::text).toList());
        int size = Integer.highestOneBit(Math.max(LEAST_BITS, longer.size() * BITS_EACH));
        this.bits = new long[size / Long.SIZE];
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(bits.length);
        for (Pattern pattern : longer) {
            long word = 0;
            for (int i = 0; i < LETTERS; i++) {
                word = append(word, pattern.text().charAt(i));
            }
            long hash = mixed(word);
            bits[(int) (hash >>> shift)] |= three(hash);
        }
        this.fours = new long[bits.length];
        this.foursShift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
        for (Pattern pattern : longer) {
            byte[] first = pattern.text().substring(0, LETTERS).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < STRIDE; i++) {
                int slot = slot((int) FOUR.get(first, i));
                fours[slot >>> 6] |= 1L << slot;
            }
        }
    }

    private int slot(int four) {
        return (four | SMALL) * (int) MIX >>> foursShift;
    }

    private static byte[] folded() {
        byte[] folded = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            folded[c] = (byte) Fold.of(c);
        }
        return folded;
    }

    /** Patterns as they stand in folded text; none may be empty or appear twice. */
    static Patterns of(List<String> texts) {
        List<Pattern> longer = new ArrayList<>();
        List<Pattern> shorter = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            (texts.get(i).length() < LETTERS ? shorter : longer).add(new Pattern(texts.get(i), i));
        }
        return new Patterns(longer, shorter);
    }

    /** False only if none of the patterns occurs. */
    boolean mayBeIn(String text) {
        return ofShorter.finds(text) || next(text, 0) >= 0;
    }

    /** The same of a text that is known to be ASCII. */
    boolean mayBeInAscii(String text) {
        return ofShorter.finds(text) || mayBegin(text);
    }

    private boolean mayBegin(String text) {
        int length = text.length();
        if (length < LETTERS || longer.length == 0) {
            return false;
        }
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + STRIDE <= length; at += STRIDE) {
            int slot = slot((int) FOUR.get(letters, at));
            if ((fours[slot >>> 6] & 1L << slot) != 0 && beginsAround(letters, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a longer pattern may begin there or at one of the three letters before. */
    private boolean beginsAround(byte[] letters, int at) {
        int last = Math.min(at, letters.length - LETTERS);
        for (int start = Math.max(0, at - STRIDE + 1); start <= last; start++) {
            long word = 0;
            for (int i = start; i < start + LETTERS; i++) {
                word = word << 8 | FOLDED[letters[i]];
            }
            if (mayBegin(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBegin(long word) {
        long hash = mixed(word);
        long three = three(hash);
        return (bits[(int) (hash >>> shift)] & three) == three;
    }

    /** Tells of each occurrence by its end; of those that end together the longest first. */
    void search(String text, Automaton.Found found) {
        List<Match> matches = new ArrayList<>();
        ofShorter.search(text, (index, end) -> {
            Pattern pattern = shorter.get(index);
            matches.add(new Match(pattern.number(), end - pattern.text().length(), end));
        });
        for (int start = next(text, 0); start >= 0; start = next(text, start + 1)) {
            at(text, start, matches);
        }
        matches.sort(Comparator.comparingInt(Match::end).thenComparingInt(Match::start));
        matches.forEach(match -> found.at(match.pattern(), match.end()));
    }

    /** The next place, from one on, where a longer pattern may begin; negative if there is none. */
    private int next(String text, int from) {
        int length = text.length();
        if (length - from < LETTERS || longer.length == 0) {
            return -1;
        }
        long word = 0;
        int filled = from + LETTERS - 1;
        for (int i = from; i < filled; i++) {
            word = append(word, text.charAt(i));
        }
        for (int i = filled; i < length; i++) {
            word = append(word, text.charAt(i));
            if (mayBegin(word)) {
                return i - filled + from;
            }
        }
        return -1;
    }

    /** Adds the longer patterns that begin there: those left of all, letter by letter. */
    private void at(String text, int start, List<Match> matches) {
        int low = 0;
        int high = longer.length;
        for (int at = start; low < high; at++) {
            if (longer[low].text().length() == at - start) {
                matches.add(new Match(longer[low].number(), start, at));
                low++;
            }
            if (at == text.length()) {
                return;
            }
            char c = Fold.of(text.charAt(at));
            low = first(low, high, at - start, c);
            high = first(low, high, at - start, c + 1);
        }
    }

    /** The first of those in a range whose letter at an index is this one or a later one. */
    private int first(int from, int to, int index, int letter) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (longer[middle].text().charAt(index) < letter) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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

package io.mingcha.analyzer.detect.known;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

    /** Of a table of beginnings for each of them, so that hardly any place says yes in vain. */
    private static final int BITS_EACH = 64;
    /** Of a table of four letters for each: what passes there is looked at once more. */
    private static final int BITS_EACH_FOUR = 16;
    /** So many stay close to the processor all the same. */
    private static final int LEAST_BITS = 1 << 16;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int ASCII = 128;
    private static final byte[] FOLDED = folded();
    private static final byte WORD = 1;
    private static final byte NUMBER = 2;
    /** 0 is of neither. */
    private static final byte[] KINDS = kinds();

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
        long[] words = longer.stream()
                .mapToLong(pattern -> word(pattern.text()))
                .sorted()
                .distinct()
                .toArray();
        this.bits = new long[size(words.length, BITS_EACH) / Long.SIZE];
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(bits.length);
        for (long word : words) {
            long hash = mixed(word);
            bits[(int) (hash >>> shift)] |= three(hash);
        }
        int[] four = LongStream.of(words)
                .flatMap(word -> IntStream.range(0, STRIDE).mapToLong(i -> four(word, i)))
                .mapToInt(f -> (int) f)
                .sorted()
                .distinct()
                .toArray();
        int size = size(four.length, BITS_EACH_FOUR);
        this.fours = new long[size / Long.SIZE];
        this.foursShift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
        for (int f : four) {
            int slot = slot(f);
            fours[slot >>> 6] |= 1L << slot;
        }
    }

    private static int size(int entries, int bitsEach) {
        return Integer.highestOneBit(Math.max(LEAST_BITS, entries * bitsEach));
    }

    private static long word(String text) {
        long word = 0;
        for (int i = 0; i < LETTERS; i++) {
            word = append(word, text.charAt(i));
        }
        return word;
    }

    /** Four letters of a word from one on, as they are read from a text. */
    private static int four(long word, int from) {
        return Integer.reverseBytes((int) (word >>> (LETTERS - STRIDE - from) * Byte.SIZE)) | SMALL;
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

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            kinds[c] = Character.isDigit(c) ? NUMBER : Character.isLetter(c) ? WORD : 0;
        }
        return kinds;
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

    int size() {
        return longer.length + shorter.size();
    }

    /** False only if none of the patterns occurs. */
    boolean mayBeIn(String text) {
        return ofShorter.finds(text) || next(text, 0, false) >= 0;
    }

    /** The same of a text that is known to be ASCII. */
    boolean mayBeInAscii(String text) {
        return ofShorter.finds(text) || mayBegin(text, false);
    }

    /** False only if none of the patterns stands in a text of ASCII at the beginning of a word or of a number. */
    boolean mayStandInAscii(String text) {
        return ofShorter.finds(text) || mayBegin(text, true);
    }

    private boolean mayBegin(String text, boolean standing) {
        int length = text.length();
        if (length < LETTERS || longer.length == 0) {
            return false;
        }
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + STRIDE <= length; at += STRIDE) {
            int slot = slot((int) FOUR.get(letters, at));
            if ((fours[slot >>> 6] & 1L << slot) != 0 && beginsAround(letters, at, standing)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a longer pattern may begin there or at one of the three letters before. */
    private boolean beginsAround(byte[] letters, int at, boolean standing) {
        int last = Math.min(at, letters.length - LETTERS);
        for (int start = Math.max(0, at - STRIDE + 1); start <= last; start++) {
            if (standing && start > 0 && goesOn((char) letters[start - 1], (char) letters[start])) {
                continue;
            }
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

    /** Whether two signs are of one word or of one number: a number may stand behind letters. */
    private static boolean goesOn(char before, char here) {
        byte kind = here < ASCII ? KINDS[here] : 0;
        byte last = before < ASCII ? KINDS[before] : 0;
        return kind != 0 && last != 0 && (kind == WORD || last == NUMBER);
    }

    private boolean mayBegin(long word) {
        long hash = mixed(word);
        long three = three(hash);
        return (bits[(int) (hash >>> shift)] & three) == three;
    }

    /**
     * Tells of each occurrence by its end; of those that end together the longest first.
     *
     * @param standing whether longer patterns that begin within a word or a number may be left out
     */
    void search(String text, boolean standing, Automaton.Found found) {
        List<Match> matches = new ArrayList<>();
        ofShorter.search(text, (index, end) -> {
            Pattern pattern = shorter.get(index);
            matches.add(new Match(pattern.number(), end - pattern.text().length(), end));
        });
        for (int start = next(text, 0, standing); start >= 0; start = next(text, start + 1, standing)) {
            at(text, start, matches);
        }
        matches.sort(Comparator.comparingInt(Match::end).thenComparingInt(Match::start));
        matches.forEach(match -> found.at(match.pattern(), match.end()));
    }

    /** The next place, from one on, where a longer pattern may begin; negative if there is none. */
    private int next(String text, int from, boolean standing) {
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
            int start = i - filled + from;
            if (standing && start > 0 && goesOn(text.charAt(start - 1), text.charAt(start))) {
                continue;
            }
            if (mayBegin(word)) {
                return start;
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

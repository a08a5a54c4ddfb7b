package io.mingcha.analyzer.detect.known;

import io.mingcha.analyzer.decode.Letters;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.flows.Exposure.Method;
import java.util.List;

/** Finds digests of the session's known values, and what is packed into as few bytes as it can be. */
final class DigestDetector {
    private static final int SHORTEST = 16;
    private static final int SHORTEST_PACKED = 6;
    /** In base64 and padded. */
    private static final int LONGEST_PACKED = 24;

    /** Fewer are among sixteen letters of hex in four cases of a million. */
    private static final int FEWEST_DIGITS = 2;

    /** A longer run of hex is no digests in a row. */
    private static final int LONGEST_ROW = 256;

    private static final int[] ROW = {32, 40, 64};
    private static final byte LETTER = 1;
    private static final byte HEX = 2;
    private static final byte MARK = 4;
    /** What each ASCII character is in base64; 0 is in none. */
    private static final byte[] LETTERS = letters();

    private final KnownValues known;

    DigestDetector(KnownValues known) {
        this.known = known;
    }

    private static byte[] letters() {
        byte[] letters = new byte[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_".toCharArray()) {
            letters[c] = Character.digit(c, 16) >= 0 ? HEX : Character.isLetter(c) ? LETTER : MARK;
        }
        return letters;
    }

    /** Whether it is long enough, and has such letters, that it is worth looking. */
    boolean mayBeIn(Node leaf, String text) {
        return leaf.kind() == Node.Kind.OPAQUE
                || text.length() >= SHORTEST_PACKED
                        && (text.length() <= LONGEST_PACKED || text.length() >= SHORTEST && mayHoldDigest(leaf));
    }

    void find(Node leaf, String text, List<Hit> hits) {
        if (leaf.kind() == Node.Kind.OPAQUE) {
            inBytes(leaf, text, hits);
        } else if (text.length() >= SHORTEST && mayHoldDigest(leaf)) {
            inText(leaf, text, hits);
        } else {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '=') {
                end--;
            }
            add(leaf, known.ofPacked(text, 0, end), hits);
        }
    }

    /** Digests in hex have digits, in base64 capitals, as bytes other letters; texts in words have none of these, or few. */
    private static boolean mayHoldDigest(Node leaf) {
        Letters letters = leaf.letters();
        return letters.digits() >= FEWEST_DIGITS || letters.hasCapitals() || !letters.areAscii();
    }

    private void inBytes(Node leaf, String text, List<Hit> hits) {
        add(leaf, known.ofRaw(text), hits);
        add(leaf, known.ofPacked(text, 0, text.length()), hits);
        // A digest as a field of protobuf or Thrift stands behind its length.
        for (int i = 0; i + 7 <= text.length(); i++) {
            int length = text.charAt(i);
            if ((length == 6 || length == 8 || length == 16 || length == 20 || length == 32)
                    && i + 1 + length <= text.length()) {
                if (length >= 16) {
                    add(leaf, known.ofRaw(text.substring(i + 1, i + 1 + length)), hits);
                }
                add(leaf, known.ofPacked(text, i + 1, i + 1 + length), hits);
            }
        }
    }

    private void inText(Node leaf, String text, List<Hit> hits) {
        int i = 0;
        int length = text.length();
        while (i < length) {
            int start = i;
            int kinds = 0;
            int kind = letter(text.charAt(i));
            while (kind != 0) {
                kinds |= kind;
                i++;
                kind = i < length ? letter(text.charAt(i)) : 0;
            }
            if (i == start) {
                i++;
                continue;
            }
            if (i - start >= SHORTEST) {
                run(leaf, text, start, i, kinds, hits);
            }
            add(leaf, known.ofPacked(text, start, i), hits);
        }
    }

    /** @param kinds of letters that are in it */
    private void run(Node leaf, String text, int start, int end, int kinds, List<Hit> hits) {
        if (kinds == HEX) {
            hex(leaf, text, start, end, hits);
            return;
        }
        add(leaf, known.ofBase64(text, start, end), hits);
        if ((kinds & MARK) == 0) {
            return;
        }
        // Digests joined to other things by - _ / are runs of their own.
        int from = start;
        int row = 0;
        int longestRow = 0;
        for (int i = start; i <= end; i++) {
            int kind = i == end ? MARK : letter(text.charAt(i));
            row = kind == HEX ? row + 1 : 0;
            longestRow = Math.max(longestRow, row);
            if (kind == MARK) {
                if (longestRow >= SHORTEST && i - from < end - start) {
                    hex(leaf, text, from, i, hits);
                } else if (i - from == 8 && isDashed(text, from, end)) {
                    String digits = Spellings.bare(text.substring(from, from + 36));
                    add(leaf, known.ofHex(digits, 0, 32), hits);
                }
                from = i + 1;
                longestRow = 0;
            }
        }
    }

    /** Whether a UUID stands there, as which a digest of 16 bytes can be written. */
    private static boolean isDashed(String text, int from, int end) {
        return from + 36 <= end
                && (from + 36 == end || !Character.isLetterOrDigit(text.charAt(from + 36)))
                && text.charAt(from + 13) == '-'
                && text.charAt(from + 18) == '-'
                && text.charAt(from + 23) == '-';
    }

    private void hex(Node leaf, String text, int start, int end, List<Hit> hits) {
        List<KnownValues.Digested> whole = known.ofHex(text, start, end);
        add(leaf, whole, hits);
        int length = end - start;
        if (!whole.isEmpty() || length < 64 || length > LONGEST_ROW || length % 8 != 0) {
            return;
        }
        // Several digests without anything between them.
        for (int at = start; at + 32 <= end; at += 8) {
            for (int size : ROW) {
                List<KnownValues.Digested> found = at + size <= end ? known.ofHex(text, at, at + size) : List.of();
                if (!found.isEmpty()) {
                    add(leaf, found, hits);
                    at += size - 8;
                    break;
                }
            }
        }
    }

    private void add(Node leaf, List<KnownValues.Digested> found, List<Hit> hits) {
        if (found.isEmpty()) {
            return;
        }
        for (KnownValues.Digested d : found) {
            hits.add(Hit.whole(
                    d.value().type(),
                    leaf,
                    d.transform().equals(KnownValues.PLAIN) ? Method.KNOWN_VALUE : Method.KNOWN_VALUE_HASH,
                    d.transform(),
                    0.97,
                    d.value().canonical()));
        }
    }

    private static int letter(char c) {
        return c < LETTERS.length ? LETTERS[c] : 0;
    }
}

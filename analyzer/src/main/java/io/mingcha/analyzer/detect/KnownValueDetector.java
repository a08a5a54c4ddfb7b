package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Letters;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the session's known values, in clear or as a digest. */
final class KnownValueDetector {
    private static final Pattern TELLING =
            Pattern.compile("(?<=[0-9]{3})[0-9]{4,}|[A-Za-z0-9._%+-]+(?=@[A-Za-z0-9-]+\\.)");
    private static final Pattern PLACE = Pattern.compile(
            "(?<=\\d\\.)\\d{3,}(?=\\s*[,;_| ]\\s*-?\\d{1,3}\\.\\d)|(?<=\\d\\.\\d{1,15}\\s{0,2}[,;_| ]\\s{0,2}-?\\d{1,3}\\.)\\d{3,}");
    /** In a host shorter numbers are those of machines and companies. */
    private static final Pattern TELLING_HOST = Pattern.compile("(?<=[0-9]{3})[0-9]{8,}");

    private static final Pattern HEX_DIGEST = Pattern.compile("[0-9A-Fa-f]{32,}");
    private static final int SHORTEST_DIGEST = 16;

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

    /** Names met are remembered; past this many the memory starts anew. */
    private static final int REMEMBERED = 20_000;

    private final KnownValues known;
    private final FieldNames fields;
    /** By the name of a field whether a value may be in it. */
    private final Map<String, Boolean> values = new ConcurrentHashMap<>();

    KnownValueDetector(KnownValues known, FieldNames fields) {
        this.known = known;
        this.fields = fields;
    }

    private static byte[] letters() {
        byte[] letters = new byte[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_".toCharArray()) {
            letters[c] = Character.digit(c, 16) >= 0 ? HEX : Character.isLetter(c) ? LETTER : MARK;
        }
        return letters;
    }

    /** Told of where a value is only a piece of something longer. */
    private interface Piece {
        Piece UNTOLD = (start, end, spelling) -> {};

        void met(int start, int end, KnownValues.Spelling spelling);
    }

    private record Occurrence(int start, int end, KnownValues.Spelling spelling) {}

    List<Hit> find(Node leaf, Witness witness) {
        String text = leaf.text();
        if (known.isEmpty() || text.length() < 2) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>(0);
        if (leaf.kind() != Node.Kind.OPAQUE) {
            plain(leaf, text, hits, witness);
        }
        if (leaf.kind() == Node.Kind.OPAQUE || text.length() >= SHORTEST_DIGEST && mayHoldDigest(leaf)) {
            digests(leaf, text, hits);
        } else {
            add(leaf, known.ofPacked(text, 0, text.length()), hits);
        }
        return hits;
    }

    /** A value used as a name: {@code {"13712345670": …}}. Its place is that of what it names. */
    List<Hit> inName(Node node) {
        String name = node.key();
        if (known.isEmpty()
                || name.length() < 6
                || !namesValue(name)
                || node.parent().map(p -> p.key().equals(name)).orElse(true)) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>(0);
        for (Occurrence o : occurrences(name)) {
            for (KnownValues.Known value : o.spelling().values()) {
                if (value.distinct()) {
                    hits.add(Hit.whole(value.type(), node, Method.KNOWN_VALUE, "plain", 0.95, value.canonical()));
                }
            }
        }
        return hits;
    }

    /** An app has few names of fields and sends them all the time. */
    private boolean namesValue(String name) {
        Boolean met = values.get(name);
        if (met == null) {
            if (values.size() >= REMEMBERED) {
                values.clear();
            }
            met = known.mayBeIn(name);
            values.put(name, met);
        }
        return met;
    }

    /**
     * The text with a star for each character of a known value or its digest, and of what may be somebody's number or mail
     * address: apps use those as names of fields.
     */
    String hide(String text) {
        StringBuilder hidden = new StringBuilder(text);
        star(TELLING, text, hidden);
        star(PLACE, text, hidden);
        return hideKnown(text, hidden);
    }

    /** The same of the name of a server. */
    String hideHost(String host) {
        StringBuilder hidden = new StringBuilder(host);
        star(TELLING_HOST, host, hidden);
        return hideKnown(host, hidden);
    }

    private static void star(Pattern pattern, String text, StringBuilder hidden) {
        Matcher telling = pattern.matcher(text);
        while (telling.find()) {
            star(hidden, telling.start(), telling.end());
        }
    }

    private String hideKnown(String text, StringBuilder hidden) {
        List<Occurrence> occurrences = known.mayBeIn(text) ? occurrences(text) : List.of();
        for (Occurrence o : occurrences) {
            if (o.spelling().values().stream().anyMatch(KnownValues.Known::distinct)) {
                star(hidden, o.start(), o.end());
            }
        }
        Matcher digest = HEX_DIGEST.matcher(text);
        while (digest.find()) {
            if (!known.ofHex(text, digest.start(), digest.end()).isEmpty()) {
                star(hidden, digest.start(), digest.end());
            }
        }
        return hidden.toString();
    }

    private static void star(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, '*');
        }
    }

    private List<Occurrence> occurrences(String text) {
        List<Occurrence> occurrences = new ArrayList<>(0);
        known.search(text, kept(text, false, Piece.UNTOLD, occurrences));
        return occurrences;
    }

    /** @param envelope in binary envelopes tags and lengths stand beside values and may look like letters */
    private Automaton.Found kept(String text, boolean envelope, Piece piece, List<Occurrence> occurrences) {
        return (pattern, end) -> {
            KnownValues.Spelling spelling = known.spelling(pattern);
            int start = end - spelling.text().length();
            boolean within = spelling.transform().equals(Disguise.BASE64) || envelope || stands(text, start, end);
            if (within && spelling.disguise().map(d -> d.isAt(text, start)).orElse(true)) {
                occurrences.add(new Occurrence(start, end, spelling));
            } else if (!within) {
                piece.met(start, end, spelling);
            }
        };
    }

    private List<Occurrence> occurrences(Node leaf, Witness witness) {
        String text = leaf.text();
        boolean envelope =
                leaf.parent().filter(p -> p.kind() == Node.Kind.OPAQUE).isPresent();
        if (!envelope && witness == Witness.NOBODY) {
            if (!known.mayStandIn(leaf)) {
                return List.of();
            }
            List<Occurrence> occurrences = new ArrayList<>(0);
            known.searchStanding(leaf, kept(text, false, Piece.UNTOLD, occurrences));
            return occurrences;
        }
        if (!known.mayBeIn(text)) {
            return List.of();
        }
        List<Occurrence> occurrences = new ArrayList<>(0);
        known.search(text, kept(text, envelope, piece(leaf, text, witness), occurrences));
        // what stands in base64 that was opened is found inside it
        if (!occurrences.isEmpty() && leaf.isReadAs(Disguise.BASE64)) {
            occurrences.removeIf(o -> o.spelling().transform().equals(Disguise.BASE64));
        }
        return occurrences;
    }

    private void plain(Node leaf, String text, List<Hit> hits, Witness witness) {
        List<Occurrence> occurrences = occurrences(leaf, witness);
        if (occurrences.isEmpty()) {
            return;
        }
        int at = 0;
        int bytes = 0;
        for (Occurrence o : outermost(occurrences)) {
            bytes += leaf.isVerbatim() ? utf8(text, at, o.start()) : 0;
            at = o.start();
            report(leaf, text, o, bytes, hits, witness);
        }
    }

    private static Piece piece(Node leaf, String text, Witness witness) {
        return (start, end, spelling) -> spelling.values()
                .forEach(v -> witness.dropped(leaf, v.type(), text.substring(start, end), Dropped.Why.PART_OF_LONGER));
    }

    /** Those that are no part of a longer one, in the order of the text. */
    private static List<Occurrence> outermost(List<Occurrence> all) {
        if (all.size() == 1) {
            return all;
        }
        List<Occurrence> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(Occurrence::start)
                .thenComparing(Comparator.comparingInt(Occurrence::end).reversed()));
        List<Occurrence> kept = new ArrayList<>(sorted.size());
        int start = -1;
        int end = -1;
        for (Occurrence o : sorted) {
            if (o.end() > end || o.start() == start && o.end() == end) {
                kept.add(o);
                start = o.start();
                end = o.end();
            }
        }
        return kept;
    }

    private void report(Node leaf, String text, Occurrence o, int bytesBefore, List<Hit> hits, Witness witness) {
        FieldNames.Meaning meaning = fields.of(leaf.key());
        List<KnownValues.Known> named = new ArrayList<>(1);
        List<KnownValues.Known> plausible = new ArrayList<>(1);
        boolean whole = o.start() == 0 && o.end() == text.length();
        for (KnownValues.Known value : o.spelling().values()) {
            if (meaning.names(value.type())) {
                named.add(value);
            } else if (value.distinct() || whole && isName(text)) {
                plausible.add(value);
            } else {
                witness.dropped(leaf, value.type(), value.canonical(), Dropped.Why.TOO_COMMON);
            }
        }
        // One number may be known as two things, say a phone and a guardian's phone: the field's name decides.
        for (KnownValues.Known value : named.isEmpty() ? plausible : named) {
            hits.add(hit(leaf, text, o, bytesBefore, value));
        }
    }

    /** Two Chinese characters or more, or words with a space: as a whole value rarely a coincidence. */
    private static boolean isName(String text) {
        return text.length() >= 2 && text.codePoints().allMatch(Character::isIdeographic)
                || text.length() >= 6 && text.indexOf(' ') > 0;
    }

    private static Hit hit(Node leaf, String text, Occurrence o, int bytesBefore, KnownValues.Known value) {
        int offset = leaf.offset();
        int length = leaf.length();
        if (leaf.isVerbatim()) {
            offset += bytesBefore;
            length = utf8(text, o.start(), o.end());
        }
        return new Hit(
                value.type(),
                leaf,
                offset,
                length,
                Method.KNOWN_VALUE,
                o.spelling().transform(),
                0.99,
                1,
                value.canonical());
    }

    private static int utf8(String text, int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            n += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return n;
    }

    /** Not a piece of a longer number, word or name; a long number may follow or precede letters. */
    private static boolean stands(String text, int start, int end) {
        boolean number = end - start >= 11 && isDigits(text, start, end);
        return (start == 0 || !joins(text.charAt(start - 1), text.charAt(start), number))
                && (end == text.length() || !joins(text.charAt(end), text.charAt(end - 1), number));
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean joins(char outside, char inside, boolean number) {
        if (number) {
            return outside >= '0' && outside <= '9';
        }
        return inside < 0x80
                && Character.isLetterOrDigit(inside)
                && outside < 0x80
                && Character.isLetterOrDigit(outside);
    }

    /** Digests in hex have digits, in base64 capitals, as bytes other letters; texts in words have none of these, or few. */
    private static boolean mayHoldDigest(Node leaf) {
        Letters letters = leaf.letters();
        return letters.digits() >= FEWEST_DIGITS || letters.hasCapitals() || !letters.areAscii();
    }

    private void digests(Node leaf, String text, List<Hit> hits) {
        if (leaf.kind() == Node.Kind.OPAQUE) {
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
            return;
        }
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
            if (i - start >= SHORTEST_DIGEST) {
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
                if (longestRow >= SHORTEST_DIGEST && i - from < end - start) {
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

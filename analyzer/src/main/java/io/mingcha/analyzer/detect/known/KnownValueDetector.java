package io.mingcha.analyzer.detect.known;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds the session's known values. */
public final class KnownValueDetector {
    private final KnownValues known;
    private final DigestDetector digests;
    private final FieldNames fields;
    /** Whether a value may be in the name of a field. */
    private final Remembered<Boolean> values;

    public KnownValueDetector(KnownValues known, FieldNames fields) {
        this.known = known;
        this.digests = new DigestDetector(known);
        this.fields = fields;
        this.values = new Remembered<>(known::mayBeIn);
    }

    /** Told of where a value is only a piece of something longer. */
    private interface Piece {
        Piece UNTOLD = (start, end, spelling) -> {};

        void met(int start, int end, KnownValues.Spelling spelling);
    }

    private record Occurrence(int start, int end, KnownValues.Spelling spelling) {}

    public List<Hit> find(Node leaf, Witness witness) {
        String text = leaf.text();
        if (known.isEmpty() || text.length() < 2) {
            return List.of();
        }
        List<Hit> plain = leaf.kind() == Node.Kind.OPAQUE ? List.of() : plain(leaf, text, witness);
        if (!digests.mayBeIn(leaf, text)) {
            return plain;
        }
        List<Hit> hits = plain.isEmpty() ? new ArrayList<>(0) : new ArrayList<>(plain);
        digests.find(leaf, text, hits);
        return hits;
    }

    /** A value used as a name: {@code {"13712345670": …}}. Its place is that of what it names. */
    public List<Hit> inName(Node node) {
        String name = node.key();
        if (known.isEmpty()
                || name.length() < 6
                || !values.of(name)
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

    /** Hands over where values stand in a text that are no others' by chance. */
    void distinctIn(String text, BiConsumer<Integer, Integer> places) {
        for (Occurrence o : known.mayBeIn(text) ? occurrences(text) : List.<Occurrence>of()) {
            if (o.spelling().values().stream().anyMatch(KnownValues.Known::distinct)) {
                places.accept(o.start(), o.end());
            }
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
        boolean envelope = leaf.isIn(Node.Kind.OPAQUE);
        if (!envelope && !witness.asksWhy()) {
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

    private List<Hit> plain(Node leaf, String text, Witness witness) {
        List<Occurrence> occurrences = occurrences(leaf, witness);
        if (occurrences.isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        int at = 0;
        int bytes = 0;
        for (Occurrence o : outermost(occurrences)) {
            bytes += leaf.isVerbatim() ? utf8(text, at, o.start()) : 0;
            at = o.start();
            report(leaf, text, o, bytes, hits, witness);
        }
        return hits;
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
        Meaning meaning = fields.of(leaf.key());
        List<KnownValues.Known> named = new ArrayList<>(1);
        List<KnownValues.Known> plausible = new ArrayList<>(1);
        boolean whole = o.start() == 0 && o.end() == text.length();
        for (KnownValues.Known value : o.spelling().values()) {
            if (value.writing() == Writing.ADDRESS && Spellings.isElsewhere(value.canonical(), text, o.start())) {
                witness.dropped(leaf, value.type(), value.canonical(), Dropped.Why.PART_OF_LONGER);
            } else if (meaning.names(value.type())) {
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
}

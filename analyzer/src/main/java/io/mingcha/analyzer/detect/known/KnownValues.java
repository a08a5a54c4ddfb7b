package io.mingcha.analyzer.detect.known;

import com.google.common.base.Suppliers;
import com.google.common.collect.Streams;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.digest.Digests;
import io.mingcha.analyzer.detect.place.Position;
import io.mingcha.flows.Persona;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the tester knows to be on the device, made ready for search once for all messages of a session. */
public final class KnownValues {
    /** Below this many bits a value turns up by chance and needs a field of its name. */
    private static final double DISTINCT_BITS = 28;

    /** How a value counts that is written out in other letters but not hidden. */
    static final String PLAIN = "plain";

    /**
     * One value of the session file.
     *
     * @param distinct whether a bare occurrence is evidence
     */
    record Known(String type, Writing writing, String canonical, boolean distinct) {}

    /**
     * A spelling and the values that are written so.
     *
     * @param disguise absent for a plain spelling
     */
    record Spelling(String text, List<Known> values, Optional<Disguise> disguise) {

        String transform() {
            return disguise.map(Disguise::transform).orElse(PLAIN);
        }
    }

    /** A digest and what it is of. */
    record Digested(Known value, String transform) {}

    /** A value, or one of several that it consists of, that tells enough to be known again by a digest. */
    record Part(Known value, String text) {}

    /** Those in base64 behind all others. */
    private final List<Spelling> spellings;
    /** What counts only where no word or number goes on. */
    private final Patterns standing;
    /** What stands anywhere in base64. */
    private final Patterns coded;

    private final boolean codedHasCapitals;
    /** By length: most sessions hold digests of one or two, and those of the others need not be made. */
    private final @Nullable Supplier<DigestIndex>[] digests = byLength();
    /** Values whose bytes are written out: the bytes as characters, and as base64. */
    private final Map<String, Digested> packed = new HashMap<>();

    /** Their lengths, first and last characters. */
    private final BitSet packedEnds = new BitSet();

    private final List<SplitValues.Split> splits = new ArrayList<>();
    private final List<Position> positions = new ArrayList<>();

    private final DataTypes types;
    private final Salts salts;
    private final List<Part> digestible = new ArrayList<>();

    public KnownValues(DataTypes types, Persona persona, Salts salts) {
        this.types = types;
        this.salts = salts;
        Map<String, Spelling> byText = new LinkedHashMap<>();
        persona.known().forEach((type, values) -> values.forEach(value -> add(type, value, byText)));
        persona.others().forEach((type, values) -> values.forEach(value -> add(type, value, byText)));
        Map<Boolean, List<Spelling>> byDress = byText.values().stream()
                .collect(Collectors.partitioningBy(s -> s.transform().equals(Disguise.BASE64)));
        List<Spelling> inBase64 = byDress.getOrDefault(true, List.of());
        spellings = Streams.concat(byDress.getOrDefault(false, List.of()).stream(), inBase64.stream())
                .toList();
        standing = Patterns.of(spellings.subList(0, spellings.size() - inBase64.size()).stream()
                .map(Spelling::text)
                .toList());
        coded = Patterns.of(inBase64.stream().map(Spelling::text).toList());
        codedHasCapitals = inBase64.stream()
                .flatMap(s -> s.disguise().stream())
                .allMatch(d -> d.text().chars().anyMatch(Character::isUpperCase));
        for (int length : Digests.LENGTHS) {
            digests[length] = Suppliers.memoize(
                    () -> new DigestIndex(digestible, (hashing, part, made) -> digest(hashing, part, length, made)));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
    private static @Nullable Supplier<DigestIndex>[] byLength() {
        return new Supplier[Collections.max(Digests.LENGTHS) + 1];
    }

    private void add(String type, String value, Map<String, Spelling> byText) {
        if (value.isBlank()) {
            return;
        }
        Writing writing = types.writing(type);
        if (writing == Writing.POSITION) {
            Position.parse(value).ifPresent(positions::add);
            return;
        }
        List<String> parts =
                writing == Writing.PEOPLE ? List.of(value.split("[,;，；\\t]+|(?<=\\p{IsHan})\\s+")) : List.of(value);
        for (String part : parts) {
            if (part.isBlank()) {
                continue;
            }
            Known known = new Known(type, writing, value.strip(), bits(part.strip()) >= DISTINCT_BITS);
            for (String spelling : Spellings.of(writing, part)) {
                put(spelling, Optional.empty(), known, byText);
            }
            if (known.distinct()) {
                for (String plain : Spellings.plainest(part)) {
                    Disguise.of(plain).forEach(d -> put(d.text(), Optional.of(d), known, byText));
                }
                digestible.add(new Part(known, part));
                Spellings.packed(writing, part).ifPresent(bytes -> pack(bytes, new Digested(known, PLAIN)));
                SplitValues.Split.of(known, part).forEach(splits::add);
            }
        }
    }

    private static void put(String text, Optional<Disguise> disguise, Known known, Map<String, Spelling> byText) {
        Spelling spelling = byText.computeIfAbsent(Fold.of(text), k -> new Spelling(k, new ArrayList<>(1), disguise));
        boolean same = spelling.disguise().map(Disguise::transform).equals(disguise.map(Disguise::transform));
        if (same && !spelling.values().contains(known)) {
            spelling.values().add(known);
        }
    }

    private void digest(Digests hashing, Part part, int length, Digests.Made made) {
        for (String text : Spellings.digested(part.value().writing(), part.text())) {
            hashing.of(text, length, made);
        }
        // ODIN-1 is the SHA-1 of the six bytes of a MAC
        Spellings.packed(part.value().writing(), part.text()).ifPresent(bytes -> hashing.of(bytes, length, made));
        for (String text : Spellings.digestedTwice(part.value().writing(), part.text())) {
            hashing.ofDigests(text, length, made);
        }
        for (String text : Spellings.plainest(part.text())) {
            salts.texts().forEach(salt -> hashing.salted(text, salt, length, made));
            salts.keys().forEach(key -> hashing.keyed(text, key, length, made));
        }
    }

    private Set<String> digestNames() {
        Set<String> names = new TreeSet<>();
        if (!digestible.isEmpty()) {
            Digests hashing = new Digests();
            for (int length : Digests.LENGTHS) {
                digest(hashing, digestible.get(0), length, (name, digest) -> names.add(name));
            }
            names.addAll(SaltedDigests.names());
        }
        return names;
    }

    /** In what forms they are looked for. */
    public Forms forms() {
        List<String> plain = spellings.stream()
                .filter(s -> s.disguise().isEmpty())
                .map(Spelling::text)
                .toList();
        List<String> disguises = spellings.stream()
                .flatMap(s -> s.disguise().stream())
                .map(Disguise::transform)
                .distinct()
                .sorted()
                .toList();
        boolean telling = !positions.isEmpty()
                || spellings.stream().flatMap(s -> s.values().stream()).anyMatch(Known::distinct);
        return new Forms(plain, disguises, List.copyOf(digestNames()), telling);
    }

    private void pack(byte[] bytes, Digested value) {
        pack(new String(bytes, StandardCharsets.ISO_8859_1), value);
        pack(Base64.getEncoder().withoutPadding().encodeToString(bytes), value);
        pack(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), value);
    }

    private void pack(String form, Digested value) {
        packed.putIfAbsent(form, value);
        packedEnds.set(ends(form, 0, form.length()));
    }

    private static int ends(String text, int from, int to) {
        return to - from << 16 | (text.charAt(from) & 0xFF) << 8 | text.charAt(to - 1) & 0xFF;
    }

    /** A rough count of how much a value tells: digits 3.3 bits, letters 4.7 (3 in plain words), Chinese characters 11. */
    static double bits(String value) {
        double bits = 0;
        double letter = value.chars().anyMatch(c -> c >= '0' && c <= '9') ? 4.7 : 3;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                bits += 3.3;
            } else if (Character.isIdeographic(c)) {
                bits += 11;
            } else if (Character.isLetter(c)) {
                bits += letter;
            }
        }
        return bits;
    }

    boolean isEmpty() {
        return spellings.isEmpty() && positions.isEmpty();
    }

    /**
     * False only if no spelling stands by itself in a leaf's text: of most texts all there is to know. What stands in base64 that
     * was opened is found inside it.
     */
    boolean mayStandIn(Node leaf) {
        String text = leaf.text();
        if (!leaf.letters().areAscii()) {
            return standing.mayBeIn(text) || mayBeCodedIn(leaf) && coded.mayBeIn(text);
        }
        return standing.mayStandInAscii(text) || mayBeCodedIn(leaf) && coded.mayBeInAscii(text);
    }

    private boolean mayBeCodedIn(Node leaf) {
        return (leaf.letters().hasCapitals() || !codedHasCapitals) && !leaf.isReadAs(Disguise.BASE64);
    }

    /** False only if no spelling is in the text, even as a piece of a longer word or number. */
    boolean mayBeIn(String text) {
        return standing.mayBeIn(text) || coded.mayBeIn(text);
    }

    /** All spellings, also pieces of longer words and numbers. */
    void search(String text, Automaton.Found found) {
        standing.search(text, false, found);
        searchCoded(text, found);
    }

    /** Those that stand by themselves. */
    void searchStanding(Node leaf, Automaton.Found found) {
        standing.search(leaf.text(), true, found);
        if (mayBeCodedIn(leaf)) {
            searchCoded(leaf.text(), found);
        }
    }

    private void searchCoded(String text, Automaton.Found found) {
        int before = standing.size();
        coded.search(text, false, (pattern, end) -> found.at(before + pattern, end));
    }

    Spelling spelling(int index) {
        return spellings.get(index);
    }

    /** What can be known again by a digest. */
    public List<Part> digestible() {
        return List.copyOf(digestible);
    }

    public List<Position> positions() {
        return positions;
    }

    /** The values of which this run of hex digits is a digest. */
    List<Digested> ofHex(String text, int from, int to) {
        int length = to - from;
        if (length != 16
                && length != 32
                && length != 40
                && length != 56
                && length != 64
                && length != 96
                && length != 128) {
            return List.of();
        }
        @Nullable DigestIndex index = digestsOf(length / 2);
        if (index == null) {
            return List.of();
        }
        long eight = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            int value = hexByte(text, from + 2 * i);
            if (value < 0) {
                return List.of();
            }
            eight = eight << Byte.SIZE | value;
        }
        return index.mayBegin(eight) ? ofHex(text, from, length / 2, index) : List.of();
    }

    private static List<Digested> ofHex(String text, int from, int bytes, DigestIndex index) {
        byte[] raw = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int value = hexByte(text, from + 2 * i);
            if (value < 0) {
                return List.of();
            }
            raw[i] = (byte) value;
        }
        return index.of(raw);
    }

    private static int hexByte(String text, int at) {
        return hexDigit(text.charAt(at)) << 4 | hexDigit(text.charAt(at + 1));
    }

    private static int hexDigit(char c) {
        if (c >= 0x80) {
            return Character.digit(c, 16);
        }
        int letter = c | 0x20;
        return c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** The same for base64, standard or URL-safe, without its padding. */
    List<Digested> ofBase64(String text, int from, int to) {
        int length = to - from;
        if (length != 22 && length != 27 && length != 38 && length != 43 && length != 64 && length != 86) {
            return List.of();
        }
        String run = text.substring(from, to);
        try {
            byte[] raw = (run.indexOf('-') >= 0 || run.indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder())
                    .decode(run);
            return ofDigest(raw);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The value whose bytes these letters are in base64, or these characters themselves. */
    List<Digested> ofPacked(String text, int from, int to) {
        int length = to - from;
        if (packed.isEmpty() || length != 6 && length != 8 && length != 11 && length != 16 && length != 22) {
            return List.of();
        }
        if (!packedEnds.get(ends(text, from, to))) {
            return List.of();
        }
        @Nullable Digested found = packed.get(text.substring(from, to));
        return found == null ? List.of() : List.of(found);
    }

    public List<SplitValues.Split> splits() {
        return splits;
    }

    /** The same for the digest itself, its bytes as characters. */
    List<Digested> ofRaw(String latin1) {
        return ofDigest(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<Digested> ofDigest(byte[] bytes) {
        @Nullable DigestIndex index = digestsOf(bytes.length);
        return index == null ? List.of() : index.of(bytes);
    }

    private @Nullable DigestIndex digestsOf(int length) {
        Supplier<DigestIndex> index = digestible.isEmpty() || length >= digests.length ? null : digests[length];
        return index == null ? null : index.get();
    }
}

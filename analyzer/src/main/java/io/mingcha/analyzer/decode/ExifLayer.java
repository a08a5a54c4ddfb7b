package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a camera wrote into its picture (Exif 2.32, CIPA DC-008): the position, in degrees; when, with what, whose. In JPEG, PNG, WebP and HEIC, each of which
 * holds the same block of TIFF.
 */
final class ExifLayer {
    /** The block stands near the beginning in all of them. */
    private static final int SEARCHED = 256 << 10;

    private static final int MOST_TAGS = 200;
    private static final int TEXT = 2;
    private static final int RATIONAL = 5;
    private static final int SUB_DIRECTORY = 0x8769;
    private static final int POSITION = 0x8825;
    private static final int POSITION_TAGS = 0x10000;

    /** Tags whose value is a text, by number. */
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(0x010E, "description"),
            Map.entry(0x010F, "make"),
            Map.entry(0x0110, "model"),
            Map.entry(0x0131, "software"),
            Map.entry(0x0132, "modified"),
            Map.entry(0x013B, "artist"),
            Map.entry(0x8298, "copyright"),
            Map.entry(0x9003, "taken"),
            Map.entry(0xA430, "owner"),
            Map.entry(0xA431, "camera_serial"),
            Map.entry(0xA435, "lens_serial"));

    /** @param at where the value stands, within the block */
    private record Tag(int type, long count, int at) {}

    private final Slice s;
    private final int base;
    private final boolean little;
    private final Map<Integer, Tag> tags = new HashMap<>();

    private ExifLayer(Slice s, int base) {
        this.s = s;
        this.base = base;
        this.little = s.bytes()[base] == 'I';
    }

    /** Adds what was written into the picture below {@code picture}, if anything was. */
    static void open(Node picture, Slice s, Opening opening, ByteLayers bytes, int depth) {
        int base = find(s);
        if (base < 0) {
            return;
        }
        ExifLayer exif = new ExifLayer(s, base);
        try {
            exif.read();
        } catch (Malformed e) {
            opening.stop(picture, Text.of("exif 已损坏", "exif broken"));
        }
        exif.write(picture, opening, bytes, depth);
    }

    private static int find(Slice s) {
        byte[] b = s.bytes();
        int end = Math.min(s.to(), s.from() + SEARCHED) - 8;
        for (int i = s.from() + 8; i < end; i++) {
            boolean tiff = b[i] == 'I' && b[i + 1] == 'I' && b[i + 2] == '*' && b[i + 3] == 0
                    || b[i] == 'M' && b[i + 1] == 'M' && b[i + 2] == 0 && b[i + 3] == '*';
            if (tiff && (is(b, i - 6, "Exif\0\0") || is(b, i - 4, "eXIf") || is(b, i - 8, "EXIF"))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean is(byte[] b, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void read() throws Malformed {
        Set<Integer> seen = new HashSet<>();
        directory(number(4, 4), 0, seen);
        pointer(SUB_DIRECTORY, 0, seen);
        pointer(POSITION, POSITION_TAGS, seen);
    }

    private void pointer(int tag, int offset, Set<Integer> seen) throws Malformed {
        Tag to = tags.get(tag);
        if (to != null) {
            directory(number(to.at(), 4), offset, seen);
        }
    }

    private void directory(long at, int offset, Set<Integer> seen) throws Malformed {
        int start = (int) Math.min(at, Integer.MAX_VALUE >> 1);
        if (!seen.add(start)) {
            return;
        }
        long count = Math.min(MOST_TAGS, number(start, 2));
        for (int i = 0; i < count; i++) {
            int entry = start + 2 + 12 * i;
            int type = (int) number(entry + 2, 2);
            long values = number(entry + 4, 4);
            long size = values * size(type);
            int value = size <= 4 ? entry + 8 : (int) Math.min(number(entry + 8, 4), Integer.MAX_VALUE >> 1);
            tags.putIfAbsent(offset + (int) number(entry, 2), new Tag(type, values, value));
        }
    }

    private static int size(int type) {
        return switch (type) {
            case 3, 8 -> 2;
            case 4, 9, 11 -> 4;
            case 5, 10, 12 -> 8;
            default -> 1;
        };
    }

    private void write(Node picture, Opening opening, ByteLayers bytes, int depth) {
        Node layer = picture.layer("exif", Node.Kind.OBJECT);
        degrees(2, "NS").ifPresent(d -> leaf(layer, "latitude", d, POSITION_TAGS + 2, 24, opening));
        degrees(4, "EW").ifPresent(d -> leaf(layer, "longitude", d, POSITION_TAGS + 4, 24, opening));
        TEXTS.keySet().stream().sorted().forEach(number -> {
            Tag tag = tags.get(number);
            if (tag != null && tag.type() == TEXT && tag.count() > 1 && tag.count() < s.to()) {
                int from = base + tag.at();
                int to = from + (int) tag.count() - 1;
                if (from > base && to <= s.to() && Charsets.isUtf8Text(s.bytes(), from, to)) {
                    String text = s.text(from, to).strip();
                    leaf(layer, TEXTS.getOrDefault(number, ""), text, number, to - from, opening)
                            .ifPresent(node -> bytes.text().leaf(node, text, depth));
                }
            }
        });
        if (layer.children().isEmpty()) {
            picture.dropLast();
        }
    }

    private Optional<Node> leaf(Node layer, String name, String text, int tag, int length, Opening opening) {
        Tag value = tags.get(tag);
        if (value == null || text.isEmpty() || !opening.node(layer)) {
            return Optional.empty();
        }
        Node node = layer.member("." + name, name, Node.Kind.TEXT).text(text, false);
        int from = base + value.at();
        s.place(node, from, Math.min(s.to(), from + length));
        return Optional.of(node);
    }

    /** Degrees, minutes and seconds as degrees, of which the second of the letters makes negative ones. */
    private Optional<String> degrees(int number, String letters) {
        Tag tag = tags.get(POSITION_TAGS + number);
        Tag side = tags.get(POSITION_TAGS + number - 1);
        if (tag == null || tag.type() != RATIONAL || tag.count() != 3) {
            return Optional.empty();
        }
        try {
            double degrees = rational(tag.at()) + rational(tag.at() + 8) / 60 + rational(tag.at() + 16) / 3600;
            boolean negative = side != null && number(side.at(), 1) == letters.charAt(1);
            return Double.isFinite(degrees) && degrees <= 180
                    ? Optional.of(String.format(Locale.ROOT, "%.6f", negative ? -degrees : degrees))
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private double rational(int at) throws Malformed {
        long below = number(at + 4, 4);
        return below == 0 ? 0 : (double) number(at, 4) / below;
    }

    private long number(int at, int size) throws Malformed {
        Cursor c = new Cursor(s.bytes(), base, s.to());
        c.skip(at);
        return little ? c.little(size) : c.big(size);
    }
}

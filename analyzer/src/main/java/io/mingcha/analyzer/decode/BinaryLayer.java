package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.util.Optional;

/**
 * Reads what stands in clear inside bytes of no known form, such as protobuf, Thrift or an SDK's own envelope: runs of
 * text, and compressed streams that begin inside. The rest of such bytes stays opaque.
 */
final class BinaryLayer {
    /** Shorter runs turn up by chance in anything. */
    private static final int SHORTEST = 8;

    /** Fewer characters of GB 2312 in a run turn up by chance. */
    private static final int LEAST_HAN = 3;

    private static final int MOST_RUNS = 2_000;
    private static final int MOST_STREAMS = 20;

    private BinaryLayer() {}

    static void open(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        int runs = 0;
        int streams = 0;
        int i = s.from();
        while (i < s.to() && runs < MOST_RUNS) {
            if (streams < MOST_STREAMS && i > s.from() && isStream(s, i) && opening.works(node, 0)) {
                Optional<Compression.Expanded> expanded =
                        Compression.byMagic(s.bytes(), i, s.to(), opening).filter(e -> e.bytes().length >= SHORTEST);
                if (expanded.isPresent()) {
                    streams++;
                    stream(node, s, i, expanded.get(), opening, bytes, depth);
                }
            }
            int end = runEnd(s, i);
            int chinese = end < s.to() && (s.bytes()[end] & 0xFF) >= 0xB0 ? chineseEnd(s, i) : i;
            if (chinese > end && opening.node(node)) {
                runs++;
                end = chinese;
                chinese(node, s, i, end, bytes, depth);
            } else if (end - i >= SHORTEST && opening.node(node)) {
                runs++;
                run(node, s, i, end, bytes, depth);
            }
            i = Math.max(end, i + 1);
        }
        if (runs >= MOST_RUNS) {
            opening.limit(
                    node, Text.of("未知格式的字节中文本超过 " + MOST_RUNS + " 段", MOST_RUNS + " texts in bytes of no known form"));
        }
    }

    private static boolean isStream(Slice s, int at) {
        return Magic.isFirstOfCompressed(s.bytes()[at]) && Magic.isCompressed(s.part(at, s.to()));
    }

    private static void stream(
            Node node, Slice s, int at, Compression.Expanded expanded, Opening opening, ByteLayers bytes, int depth) {
        opening.made(expanded.bytes().length);
        Node member = node.member("[" + (at - s.from()) + "]", node.key(), Node.Kind.TEXT);
        s.place(member, at, s.to());
        bytes.open(member.layer(expanded.name(), Node.Kind.TEXT), Slice.derived(expanded.bytes()), Hint.NONE, depth);
    }

    private static void run(Node node, Slice s, int start, int end, ByteLayers bytes, int depth) {
        String text = s.text(start, end);
        Node member = node.member("[" + (start - s.from()) + "]", node.key(), Node.Kind.TEXT)
                .text(text, s.isRecorded());
        s.place(member, start, end);
        bytes.text().leaf(member, text, depth);
        // A length that happens to be a letter stands before the text it measures.
        for (int skip = 1; skip <= 2 && member.children().isEmpty() && text.length() >= 24; skip++) {
            bytes.text().leaf(member, text.substring(skip), depth);
        }
    }

    private static void chinese(Node node, Slice s, int start, int end, ByteLayers bytes, int depth) {
        String text = new String(s.bytes(), start, end - start, Charsets.GB18030);
        Node member = node.member("[" + (start - s.from()) + "]", node.key(), Node.Kind.TEXT)
                .text(text, false);
        s.place(member, start, end);
        bytes.text().leaf(member, text, depth);
    }

    /** Where the run of printable ASCII and characters of GB 2312 that begins here ends; there if it has too few of them. */
    private static int chineseEnd(Slice s, int from) {
        byte[] b = s.bytes();
        int han = 0;
        int i = from;
        while (i < s.to()) {
            byte c = b[i];
            if (isPrintable(c)) {
                i++;
            } else if (i + 1 < s.to() && Charsets.isHan(c & 0xFF, b[i + 1] & 0xFF)) {
                han++;
                i += 2;
            } else {
                break;
            }
        }
        return han >= LEAST_HAN ? i : from;
    }

    private static boolean isPrintable(byte c) {
        return c >= 0x20 && c < 0x7F || c == '\n' || c == '\r' || c == '\t';
    }

    /** Where the run of printable ASCII and Chinese characters that begins here ends. */
    private static int runEnd(Slice s, int from) {
        byte[] b = s.bytes();
        int i = from;
        while (i < s.to()) {
            byte c = b[i];
            if (isPrintable(c)) {
                i++;
            } else if ((c & 0xFF) >= 0xE3
                    && (c & 0xFF) <= 0xE9
                    && i + 2 < s.to()
                    && (b[i + 1] & 0xC0) == 0x80
                    && (b[i + 2] & 0xC0) == 0x80) {
                i += 3;
            } else {
                break;
            }
        }
        return i;
    }
}

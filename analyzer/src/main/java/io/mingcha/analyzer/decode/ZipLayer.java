package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a ZIP archive (PKWARE APPNOTE 6.3): by its directory, or from header to header if the archive is cut. What is encrypted
 * or packed in a rare way stays closed.
 */
final class ZipLayer {
    private static final int LOCAL = 0x04034B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int END = 0x06054B50;
    private static final int LOCAL_SIZE = 30;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENCRYPTED = 1;
    private static final int SIZE_BEHIND = 8;
    private static final int UTF8 = 0x800;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /**
     * One entry.
     *
     * @param data where its bytes begin
     */
    private record Entry(String name, int flags, int method, int data, int end) {}

    private final Slice s;
    private final Opening opening;

    private ZipLayer(Slice s, Opening opening) {
        this.s = s;
        this.opening = opening;
    }

    /** Adds the entries below {@code node}; false if the bytes are no archive, or nothing of it can be read. */
    static boolean open(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        if (s.length() < LOCAL_SIZE || int32(s, s.from()) != LOCAL) {
            return false;
        }
        ZipLayer zip = new ZipLayer(s, opening);
        List<Entry> entries = zip.directory();
        if (entries.isEmpty()) {
            entries = zip.headers();
        }
        if (entries.isEmpty()) {
            return false;
        }
        Node layer = node.layer("zip", Node.Kind.OBJECT);
        for (Entry entry : entries) {
            if (entry.end() > entry.data() && opening.node(layer)) {
                zip.entry(layer, entry, bytes, depth);
            }
        }
        return true;
    }

    private void entry(Node layer, Entry entry, ByteLayers bytes, int depth) {
        Node node = layer.member(":" + entry.name(), entry.name(), Node.Kind.OBJECT);
        s.place(node, entry.data(), entry.end());
        if ((entry.flags() & ENCRYPTED) != 0) {
            opening.stop(node, Text.of("zip 条目已加密", "zip entry is encrypted"));
        } else if (entry.method() == STORED) {
            bytes.open(node, s.part(entry.data(), entry.end()), Hint.NONE, depth);
        } else if (entry.method() == DEFLATED) {
            Optional<Compression.Expanded> content =
                    Compression.deflated(s.bytes(), entry.data(), entry.end(), opening);
            content.ifPresentOrElse(
                    c -> bytes.compressed(node, c, Hint.NONE, depth),
                    () -> opening.stop(node, Text.of("zip 条目已损坏", "zip entry is broken")));
        } else {
            opening.stop(
                    node,
                    Text.of(
                            "zip 条目的压缩方法 " + entry.method() + " 不支持",
                            "zip entry is packed by method " + entry.method()));
        }
    }

    private List<Entry> directory() {
        List<Entry> entries = new ArrayList<>();
        int end = end();
        if (end < 0) {
            return entries;
        }
        Cursor c = new Cursor(s.bytes(), s.from(), end);
        try {
            c.skip(int32(s, end + 16) & 0xFFFFFFFFL);
            while (c.left() >= 4 && entries.size() < opening.limits.nodes()) {
                if ((int) c.little(4) != CENTRAL) {
                    break;
                }
                c.skip(4);
                int flags = (int) c.little(2);
                int method = (int) c.little(2);
                c.skip(8);
                long size = c.little(4);
                c.skip(4);
                long name = c.little(2);
                long more = c.little(2) + c.little(2);
                c.skip(8);
                long header = c.little(4);
                int nameAt = c.skip(name);
                c.skip(more);
                add(entries, name(nameAt, (int) name, flags), flags, method, header, size);
            }
        } catch (Malformed e) {
            // what came before it counts
            return entries;
        }
        return entries;
    }

    private void add(List<Entry> entries, String name, int flags, int method, long header, long size) throws Malformed {
        Cursor local = new Cursor(s.bytes(), s.from(), s.to());
        local.skip(header);
        if ((int) local.little(4) == LOCAL) {
            local.skip(LOCAL_SIZE - 8);
            local.skip(local.little(2) + local.little(2));
            entries.add(new Entry(name, flags, method, local.at, (int) Math.min(s.to(), local.at + size)));
        }
    }

    /** Where the end of the directory stands; negative if it is not there. */
    private int end() {
        int first = Math.max(s.from(), s.to() - END_SIZE - LONGEST_COMMENT);
        for (int i = s.to() - END_SIZE; i >= first; i--) {
            if (s.bytes()[i] == 'P' && int32(s, i) == END) {
                return i;
            }
        }
        return -1;
    }

    private List<Entry> headers() {
        List<Entry> entries = new ArrayList<>();
        Cursor c = new Cursor(s);
        try {
            while (c.left() >= LOCAL_SIZE && (int) c.little(4) == LOCAL && entries.size() < opening.limits.nodes()) {
                c.skip(2);
                int flags = (int) c.little(2);
                int method = (int) c.little(2);
                c.skip(8);
                long size = c.little(4);
                c.skip(4);
                int name = (int) c.little(2);
                long more = c.little(2);
                int nameAt = c.skip(name);
                c.skip(more);
                // a size that follows the data can only be known from the directory; then the rest is this entry
                boolean unknown = (flags & SIZE_BEHIND) != 0 && size == 0;
                int end = unknown ? s.to() : (int) Math.min(s.to(), c.at + size);
                entries.add(new Entry(name(nameAt, name, flags), flags, method, c.at, end));
                c.skip(end - c.at);
            }
        } catch (Malformed e) {
            return entries;
        }
        return entries;
    }

    private String name(int at, int length, int flags) {
        boolean utf8 = (flags & UTF8) != 0 || Charsets.isUtf8Text(s.bytes(), at, at + length);
        return new String(s.bytes(), at, length, utf8 ? StandardCharsets.UTF_8 : Charsets.GB18030);
    }

    private static int int32(Slice s, int at) {
        byte[] b = s.bytes();
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
    }
}

package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads multipart bodies (RFC 2046 §5.1, RFC 7578) by the boundary that the body itself begins with. */
final class MultipartLayer {
    private MultipartLayer() {}

    static boolean looksLike(Slice s, Hint hint) {
        byte[] b = s.bytes();
        if (s.length() < 20 || b[s.from()] != '-' || b[s.from() + 1] != '-') {
            return false;
        }
        int end = lineEnd(s, s.from());
        if (end < 0 || end - s.from() > 200 || end - s.from() < 4) {
            return false;
        }
        if (hint.contentType().startsWith("multipart/")) {
            return true;
        }
        String head = s.text(s.from(), Math.min(s.to(), end + 300)).toLowerCase(Locale.ROOT);
        return head.contains("content-disposition:");
    }

    static void open(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        int firstLine = lineEnd(s, s.from());
        byte[] boundary = s.text(s.from(), trimCr(s, firstLine)).getBytes(StandardCharsets.UTF_8);
        Node list = node.layer("multipart", Node.Kind.OBJECT);
        int start = firstLine + 1;
        while (start > 0 && start < s.to() && opening.node(list)) {
            int next = find(s, boundary, start);
            int end = next < 0 ? s.to() : next;
            part(list, s, start, end, opening, bytes, depth);
            if (next < 0) {
                opening.stop(list, Text.of("multipart 不完整：没有结尾分隔行", "multipart broken: no closing boundary"));
                return;
            }
            int line = lineEnd(s, next);
            if (line < 0 || next + boundary.length + 1 < s.to() && s.bytes()[next + boundary.length] == '-') {
                return;
            }
            start = line + 1;
        }
    }

    private static void part(Node list, Slice s, int start, int end, Opening opening, ByteLayers bytes, int depth) {
        String name = "";
        String file = "";
        Hint hint = Hint.NONE;
        int at = start;
        while (at < end) {
            int line = lineEnd(s, at);
            if (line < 0 || line > end) {
                return;
            }
            String header = s.text(at, trimCr(s, line));
            at = line + 1;
            if (header.isEmpty()) {
                break;
            }
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                name = parameter(header, "name").orElse(name);
                file = parameter(header, "filename").orElse(file);
            } else if (lower.startsWith("content-type:")) {
                hint = Hint.of(header.substring(13).strip(), "");
            }
        }
        int bodyEnd = end;
        if (bodyEnd > at && s.bytes()[bodyEnd - 1] == '\n') {
            bodyEnd--;
        }
        if (bodyEnd > at && s.bytes()[bodyEnd - 1] == '\r') {
            bodyEnd--;
        }
        if (bodyEnd <= at) {
            return;
        }
        Node member = list.member(":" + name, name, Node.Kind.TEXT);
        s.place(member, at, bodyEnd);
        if (!file.isBlank() && opening.node(member)) {
            bytes.text().leaf(named(member, file), file, depth);
        }
        Slice body = s.part(at, bodyEnd);
        if (Charsets.isUtf8Text(s.bytes(), at, bodyEnd) && bodyEnd - at < 4096) {
            String value = s.text(at, bodyEnd);
            member.text(value, s.isRecorded());
            bytes.text().leaf(member, value, depth);
        } else {
            bytes.open(member, body, hint, depth);
        }
    }

    /** The name of the file that a part is sent as, which may tell more than that of the part. */
    private static Node named(Node part, String file) {
        return part.member("@filename", "filename", Node.Kind.TEXT).text(file, false);
    }

    private static Optional<String> parameter(String header, String name) {
        for (String piece : header.split(";")) {
            String trimmed = piece.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith(name + "=")) {
                return Optional.of(trimmed.substring(name.length() + 1).replace("\"", ""));
            }
        }
        return Optional.empty();
    }

    private static int find(Slice s, byte[] boundary, int from) {
        byte[] b = s.bytes();
        int last = s.to() - boundary.length;
        for (int i = from; i <= last; i++) {
            if (b[i] == '-'
                    && b[i - 1] == '\n'
                    && java.util.Arrays.equals(b, i, i + boundary.length, boundary, 0, boundary.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int lineEnd(Slice s, int from) {
        for (int i = from; i < s.to(); i++) {
            if (s.bytes()[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int trimCr(Slice s, int end) {
        return end > s.from() && s.bytes()[end - 1] == '\r' ? end - 1 : end;
    }
}

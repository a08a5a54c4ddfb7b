package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Finds what a run of bytes is: compressed, an archive, a picture, a message of some form, text, or nothing known. */
final class ByteLayers {
    /** Of bytes that are no text, so many are still searched for what stands in them in clear. */
    private static final int SEARCHED = 256 << 10;

    /** Shorter ones turn up by chance among so many ids. */
    private static final int SHORTEST_MESSAGE = 12;

    private final Opening opening;
    private final TextLayers text;

    ByteLayers(Opening opening) {
        this.opening = opening;
        this.text = new TextLayers(opening, this);
    }

    TextLayers text() {
        return text;
    }

    /** Opens the bytes as whatever they are, below {@code node}. */
    void open(Node node, Slice s, Hint hint, int depth) {
        if (s.length() == 0) {
            return;
        }
        if (depth >= opening.limits.depth()) {
            opening.limit(node, opening.limits.tooManyLayers());
            opaque(node, s);
            return;
        }
        if (!opening.works(node, s.length())) {
            opaque(node, s);
            return;
        }
        if (!opening.recipes.isEmpty() && opening.recipes.takes(node, s, depth, () -> open(node, s, hint, depth))) {
            return;
        }
        Optional<Compression.Expanded> expanded = expand(s, hint);
        if (expanded.isPresent()) {
            compressed(node, expanded.get(), hint, depth);
            return;
        }
        if (ZipLayer.open(node, s, opening, this, depth + 1) || SqliteLayer.open(node, s, opening, this, depth + 1)) {
            return;
        }
        String media = Magic.name(s);
        if (!media.isEmpty()) {
            ExifLayer.open(node.layer(media, Node.Kind.MEDIA), s, opening, this, depth + 1);
            return;
        }
        if (PropertyListLayer.open(node, s, opening, this, depth + 1)) {
            return;
        }
        if (MultipartLayer.looksLike(s, hint)) {
            MultipartLayer.open(node, s, opening, this, depth + 1);
            return;
        }
        boolean isText = Charsets.isUtf8Text(s.bytes(), s.from(), s.to());
        if (isText && !Charsets.mayBeBinary(s)) {
            document(node, s, hint, depth);
            return;
        }
        if (StructuredLayer.open(node, s, opening, this, depth + 1)) {
            return;
        }
        if (isText) {
            document(node, s, hint, depth);
            return;
        }
        Optional<Charsets.Text> other = Charsets.otherText(s, hint.charset());
        if (other.isPresent()) {
            Node layer = node.layer(other.get().charset(), Node.Kind.TEXT);
            document(layer, other.get().utf8(), hint, depth);
            return;
        }
        Optional<Compression.Expanded> unmarked = unmarked(s);
        if (unmarked.isPresent()) {
            compressed(node, unmarked.get(), hint, depth);
            return;
        }
        Optional<String> squeezed = LzString.text(s, opening.room());
        if (squeezed.isPresent()) {
            opening.made(squeezed.get().length());
            Node layer = node.layer("lz-string", Node.Kind.TEXT).text(squeezed.get(), false);
            text.leaf(layer, squeezed.get(), depth + 1);
            return;
        }
        BinaryLayer.open(opaque(node, s), s, opening, this, depth + 1);
    }

    private Optional<Compression.Expanded> expand(Slice s, Hint hint) {
        Optional<Compression.Expanded> found = Compression.byMagic(s.bytes(), s.from(), s.to(), opening);
        if (found.isEmpty() && !hint.contentEncoding().isEmpty() && !Charsets.isUtf8Text(s.bytes(), s.from(), s.to())) {
            if (hint.contentEncoding().contains("br")) {
                return Compression.brotli(s.bytes(), s.from(), s.to(), opening);
            }
            if (hint.contentEncoding().contains("deflate")) {
                return Compression.rawDeflate(s.bytes(), s.from(), s.to(), opening);
            }
        }
        return found.filter(e -> e.whole() || e.tooLarge() || s.isRecorded() || e.bytes().length >= Opening.BY_CHANCE);
    }

    void compressed(Node node, Compression.Expanded expanded, Hint hint, int depth) {
        opening.made(expanded.bytes().length);
        Node layer = node.layer(expanded.name(), Node.Kind.TEXT);
        if (expanded.tooLarge()) {
            opening.limit(layer, opening.limits.expandedTooFar());
        } else if (!expanded.whole()) {
            opening.stop(
                    layer,
                    Text.of(
                            expanded.name() + " 在解出 " + expanded.bytes().length + " 字节后损坏",
                            expanded.name() + " broken after " + expanded.bytes().length + " bytes"));
        }
        open(layer, Slice.derived(expanded.bytes()), hint.decoded(), depth + 1);
    }

    /** Text that stands alone, not as the value of a field. */
    private void document(Node node, Slice whole, Hint hint, int depth) {
        Slice s = whole.trimmed();
        if (s.length() == 0) {
            return;
        }
        byte first = s.bytes()[s.from()];
        if ((first == '{' || first == '[') && JsonLayer.open(node, s, opening, text, depth + 1)) {
            return;
        }
        if (first == '"'
                && s.bytes()[s.to() - 1] == '"'
                && !SheetLayer.mayBe(s.text(s.from(), s.to()))
                && JsonLayer.open(node, s, opening, text, depth + 1)) {
            return;
        }
        boolean html = hint.isHtml() || first == '<' && HtmlLayer.looksLike(s);
        if (html && HtmlLayer.open(node, s, opening, text, depth + 1)) {
            return;
        }
        if (first == '<' && !html && XmlLayer.open(node, s, opening, text, depth + 1)) {
            return;
        }
        if (!hint.isCode() && !html && EventStreamLayer.looksLike(s)) {
            EventStreamLayer.open(node, s, opening, this, depth + 1);
            return;
        }
        if (!hint.isCode() && FormLayer.looksLike(s)) {
            FormLayer.open(node.layer("form", Node.Kind.OBJECT), s, opening, text, depth + 1);
            return;
        }
        plain(node, s, hint, depth);
    }

    private void plain(Node node, Slice s, Hint hint, int depth) {
        if (!hint.isHtml() && Jsonp.open(node, s, opening, text, depth + 1)) {
            return;
        }
        String value = s.text(s.from(), s.to());
        Node leaf = node.layer("text", Node.Kind.TEXT).text(value, s.isRecorded());
        s.place(leaf, s.from(), s.to());
        if (!hint.isCode() && !hint.isHtml()) {
            text.leaf(leaf, value, depth);
        }
    }

    /** Bytes of which nothing is known but that somebody encoded them. */
    void mixed(Node node, Slice s, int depth) {
        if (depth < opening.limits.depth()) {
            BinaryLayer.open(opaque(node, s), s, opening, this, depth + 1);
        } else {
            opening.limit(node, opening.limits.tooManyLayers());
        }
    }

    private static Node opaque(Node node, Slice s) {
        int end = Math.min(s.to(), s.from() + SEARCHED);
        Node leaf = node.layer("binary", Node.Kind.OPAQUE)
                .text(new String(s.bytes(), s.from(), end - s.from(), StandardCharsets.ISO_8859_1), false);
        s.place(leaf, s.from(), s.to());
        return leaf;
    }

    /** Whether decoded bytes are likely to be what somebody encoded, and not the chance reading of a word. */
    boolean meaningful(byte[] b) {
        if (b.length < 4) {
            return false;
        }
        if (Charsets.isUtf8Text(b, 0, b.length)) {
            return true;
        }
        return isMarked(b);
    }

    /** Whether bytes that were coded as text are a message of a form that nothing marks. */
    boolean isMessage(byte[] b) {
        return b.length >= SHORTEST_MESSAGE && StructuredLayer.looksLike(Slice.derived(b), opening);
    }

    /** Whether the bytes are a compressed stream that nothing marks. */
    boolean expands(byte[] b) {
        return unmarked(Slice.derived(b)).isPresent();
    }

    /** Whether the bytes are of a known form, compressed or not, and no text. */
    boolean isEnvelope(Slice s) {
        byte[] b = Arrays.copyOfRange(s.bytes(), s.from(), s.to());
        return isMarked(b)
                || StructuredLayer.looksLike(s, opening)
                || unmarked(s).isPresent();
    }

    /** What bytes expand to that begin with no magic, if that is of a known form or, once more, such a stream. */
    private Optional<Compression.Expanded> unmarked(Slice s) {
        return unmarked(s, true);
    }

    private Optional<Compression.Expanded> unmarked(Slice s, boolean again) {
        return Compression.rawDeflate(s.bytes(), s.from(), s.to(), opening)
                .filter(e -> isKnown(e.bytes(), again))
                .or(() -> Compression.rawSnappy(s.bytes(), s.from(), s.to(), opening)
                        .filter(e -> isKnown(e.bytes(), again)))
                .or(() -> Compression.rawBrotli(s.bytes(), s.from(), s.to(), opening));
    }

    private boolean isKnown(byte[] b, boolean again) {
        Slice s = Slice.derived(b);
        return Charsets.isUtf8Text(b, 0, b.length)
                || isMarked(b)
                || StructuredLayer.looksLike(s, opening)
                || again && unmarked(s, false).isPresent();
    }

    /** Whether the bytes say themselves what they are. */
    private static boolean isMarked(byte[] b) {
        Slice s = Slice.derived(b);
        return b.length >= 8
                && (PropertyListLayer.looksLike(s)
                        || Magic.isCompressed(s)
                        || Magic.isMedia(s)
                        || SqliteFile.isOne(s)
                        || MultipartLayer.looksLike(s, Hint.NONE)
                        || Charsets.isOtherText(b));
    }
}

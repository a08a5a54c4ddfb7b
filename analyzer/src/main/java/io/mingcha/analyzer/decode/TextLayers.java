package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds what is wrapped inside a text: JSON, XML, a form, an address, percent, base64, hex, a token. */
final class TextLayers {
    /** Decoded bytes that are no text are worth a look from this length on: a number in an envelope. */
    private static final int MIXED = 17;

    /** Longer hex than any digest is an envelope. */
    private static final int LONGEST_DIGEST = 64;

    private static final int SHORTEST_STREAM = 12;

    /** Of letters that are all digits fewer are neither hex nor base64. */
    private static final int SHORTEST_DIGITS = 16;

    /** Of what is coded three in a thousand are written without a capital in eight letters of base64, and in more next to none. */
    private static final int SHORTEST_WITHOUT_CAPITALS = 24;

    /** No text so long is both coded bytes and something else. */
    private static final int LONG = 64;

    private final Opening opening;
    private final ByteLayers bytes;

    TextLayers(Opening opening, ByteLayers bytes) {
        this.opening = opening;
        this.bytes = bytes;
    }

    /** Opens the layers of a value that stands at {@code node}. */
    void leaf(Node node, String text, int depth) {
        int length = text.length();
        if (length < 7) {
            return;
        }
        if (depth >= opening.limits.depth()) {
            opening.limit(node, opening.limits.tooManyLayers());
            return;
        }
        if (!opening.works(node, length)) {
            return;
        }
        if (!opening.recipes.isEmpty()
                && opening.recipes.takes(node, Slice.derived(text), depth, () -> leaf(node, text, depth))) {
            return;
        }
        Letters letters = length == node.text().length() ? node.letters() : Letters.of(text);
        if (letters.areOfLine()) {
            coded(node, text, letters, depth);
            return;
        }
        char first = firstLetter(text);
        if ((first == '{' || first == '[')
                && JsonLayer.open(node, Slice.derived(text).trimmed(), opening, this, depth + 1)) {
            node.opened();
            return;
        }
        if (SheetLayer.mayBe(text) && SheetLayer.open(node, text, opening, this, depth)) {
            return;
        }
        if (first == '"'
                && text.endsWith("\"")
                && JsonLayer.open(node, Slice.derived(text).trimmed(), opening, this, depth + 1)) {
            node.opened();
            return;
        }
        if (first == '<'
                && HtmlLayer.looksLike(Slice.derived(text).trimmed())
                && HtmlLayer.open(node, Slice.derived(text).trimmed(), opening, this, depth + 1)) {
            node.opened();
            return;
        }
        if (first == '<' && XmlLayer.open(node, Slice.derived(text).trimmed(), opening, this, depth + 1)) {
            node.opened();
            return;
        }
        if (first == '-' && MultipartLayer.looksLike(Slice.derived(text).trimmed(), Hint.NONE)) {
            node.opened();
            MultipartLayer.open(node, Slice.derived(text).trimmed(), opening, bytes, depth + 1);
            return;
        }
        if (first == 'd' && text.startsWith("data:") && dataUri(node, text, depth)) {
            return;
        }
        if ((first == 'd' || first == 'e' || first == 'i' || first == 'r' || first == ':')
                && events(node, text, depth)) {
            return;
        }
        char last = text.charAt(length - 1);
        if ((last == ')' || last == ';' || last == '}' && Jsonp.mayBeMarked(text)) && call(node, text, depth)) {
            return;
        }
        if (letters.hasAmpersand() && mayBeEscaped(text)) {
            String decoded = XmlLayer.unescape(text);
            if (!decoded.equals(text)) {
                node.opened();
                leaf(node.layer("entities", Node.Kind.TEXT).text(decoded, false), decoded, depth + 1);
                return;
            }
        }
        boolean percent = letters.hasPercent();
        if (percent && TextCoding.hasPercent(text)) {
            // no encoder that writes a percent sign leaves a plus as it is, but for a space
            String decoded = TextCoding.percent(text, true);
            if (!decoded.equals(text)) {
                if (isForm(text)) {
                    form(node, text, depth);
                    return;
                }
                node.opened();
                Node layer = node.layer("percent", Node.Kind.TEXT).text(decoded, false);
                leaf(layer, decoded, depth + 1);
                return;
            }
        }
        if (letters.hasBackslash() && text.contains("\\u") || percent && text.contains("%u")) {
            String decoded = TextCoding.unicodeEscapes(text);
            if (!decoded.equals(text)) {
                node.opened();
                Node layer = node.layer("unicode", Node.Kind.TEXT).text(decoded, false);
                leaf(layer, decoded, depth + 1);
                return;
            }
        }
        if (first == 'h' && (text.startsWith("http://") || text.startsWith("https://"))) {
            address(node, text, depth);
            return;
        }
        if (letters.mayBeForm() && text.indexOf('=') > 0 && text.indexOf('&') > 0 && isForm(text)) {
            form(node, text, depth);
            return;
        }
        if (PairsLayer.open(node, text, opening, this, depth) || AgentLayer.open(node, text, opening, this, depth)) {
            return;
        }
        if (first == 'e' && text.startsWith("eyJ") && text.indexOf('.') > 0) {
            token(node, text, depth);
            return;
        }
        if (first > ' ' && first < 0x80) {
            coded(node, text, letters, depth);
        } else if (first < ' ') {
            controls(node, text, depth);
        } else if (first < 0x100) {
            latin(node, text, depth);
        }
    }

    /** Whether it is written as if it stood in a page: {@code &#24352;}, {@code {&quot;name&quot;: …}}. */
    private static boolean mayBeEscaped(String text) {
        return text.contains("&#") || text.contains("&quot;") || text.contains("&amp;");
    }

    /** Bytes of a message that happen to be text as well. */
    private void controls(Node node, String text, int depth) {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.isMessage(b)) {
            node.opened();
            bytes.open(node.layer("bytes", Node.Kind.TEXT), Slice.derived(b), Hint.NONE, depth + 1);
        }
    }

    /** Bytes that were taken for characters of ISO 8859-1, one by one. */
    private void latin(Node node, String text, int depth) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return;
            }
        }
        byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
        if (!Charsets.isUtf8Text(b, 0, b.length) && (bytes.meaningful(b) || bytes.isMessage(b))) {
            node.opened();
            bytes.open(node.layer("latin1", Node.Kind.TEXT), Slice.derived(b), Hint.NONE, depth + 1);
        }
    }

    /** Opens a list of numbers that are bytes, as {@code byte[]} is written by libraries that do not know better. */
    void numbers(Node list, int depth) {
        ByteNumbers.of(list)
                .filter(b -> bytes.meaningful(b) || bytes.isMessage(b))
                .ifPresent(b -> {
                    if (depth < opening.limits.depth()) {
                        bytes.open(list.layer("bytes", Node.Kind.TEXT), Slice.derived(b), Hint.NONE, depth + 1);
                    } else {
                        opening.limit(list, opening.limits.tooManyLayers());
                    }
                });
    }

    /** Opens bytes that a text was coded from, if they are of a known form and no text. */
    boolean raw(Node node, byte[] b, int depth) {
        boolean text = Charsets.isUtf8Text(b, 0, b.length) || Charsets.isOtherText(b);
        if (text || !bytes.meaningful(b) && !bytes.isMessage(b)) {
            return false;
        }
        bytes.open(node, Slice.derived(b), Hint.NONE, depth);
        return true;
    }

    /** What a {@code data:} address (RFC 2397) holds. */
    private boolean dataUri(Node node, String text, int depth) {
        int comma = text.indexOf(',');
        if (comma < 0 || comma > 200) {
            return false;
        }
        String type = text.substring("data:".length(), comma);
        String coded = TextCoding.percent(text.substring(comma + 1), false);
        boolean base64 = type.endsWith(";base64");
        Optional<byte[]> content =
                base64 ? TextCoding.base64(coded) : Optional.of(coded.getBytes(StandardCharsets.UTF_8));
        if (content.isEmpty()) {
            return false;
        }
        node.opened();
        bytes.open(
                node.layer("data", Node.Kind.TEXT),
                Slice.derived(content.get()),
                Hint.of(base64 ? type.substring(0, type.length() - ";base64".length()) : type, ""),
                depth + 1);
        return true;
    }

    private boolean events(Node node, String text, int depth) {
        Slice s = Slice.derived(text);
        if (text.indexOf("data:") < 0 || !EventStreamLayer.looksLike(s)) {
            return false;
        }
        node.opened();
        return EventStreamLayer.open(node, s, opening, bytes, depth + 1);
    }

    /** {@code callback({…})}. */
    private boolean call(Node node, String text, int depth) {
        if (!Jsonp.open(node, Slice.derived(text).trimmed(), opening, this, depth + 1)) {
            return false;
        }
        node.opened();
        return true;
    }

    private void coded(Node node, String text, Letters letters, int depth) {
        Optional<byte[]> dressed = TextCoding.dressedHex(text);
        if (dressed.isPresent() && (bytes.meaningful(dressed.get()) || bytes.isMessage(dressed.get()))) {
            bytes.open(node.layer("hex", Node.Kind.TEXT), Slice.derived(dressed.get()), Hint.NONE, depth + 1);
            return;
        }
        if (!letters.mayBeBase64()) {
            if (letters.hasBothCases() && otherwiseCoded(node, text, depth)) {
                node.opened();
            }
            return;
        }
        if (letters.areDigits() && text.length() < SHORTEST_DIGITS) {
            return;
        }
        Optional<byte[]> hex = letters.mayBeHex() ? TextCoding.hex(text) : Optional.empty();
        if (hex.isPresent()
                && (bytes.meaningful(hex.get())
                        || bytes.isMessage(hex.get())
                        || !letters.areDigits() && mayExpand(hex.get()) && bytes.expands(hex.get()))) {
            Node layer = node.layer("hex", Node.Kind.TEXT);
            bytes.open(layer, Slice.derived(hex.get()), Hint.NONE, depth + 1);
            return;
        }
        if (hex.isPresent() && hex.get().length > LONGEST_DIGEST && !letters.areDigits()) {
            bytes.mixed(node.layer("hex", Node.Kind.TEXT), Slice.derived(hex.get()), depth + 1);
            return;
        }
        if (hex.isEmpty() && !letters.hasCapitals() && text.length() < SHORTEST_WITHOUT_CAPITALS) {
            return;
        }
        // of so many letters of base64 some are beyond f
        Optional<byte[]> base64 = hex.isPresent() ? Optional.empty() : TextCoding.base64(text);
        if (base64.isPresent()) {
            byte[] decoded = base64.get();
            boolean coded = letters.hasBothCases() && TextCoding.looksCoded(text);
            if (bytes.meaningful(decoded)
                    || coded && (bytes.isMessage(decoded) || mayExpand(decoded) && bytes.expands(decoded))) {
                Node layer = node.layer("base64", Node.Kind.TEXT);
                bytes.open(layer, Slice.derived(decoded), Hint.NONE, depth + 1);
                if (text.length() >= LONG && isUnmistakable(layer)) {
                    node.opened();
                }
            } else if (coded && otherwiseCoded(node, text, depth)) {
                node.opened();
            } else if (decoded.length >= MIXED && coded) {
                bytes.mixed(node.layer("base64", Node.Kind.TEXT), Slice.derived(decoded), depth + 1);
            }
        } else if (letters.hasBothCases() && otherwiseCoded(node, text, depth)) {
            node.opened();
        }
    }

    /** Whether what a long text was coded from is a document or a stream that says so itself, as nothing is by chance. */
    private static boolean isUnmistakable(Node layer) {
        String inside =
                layer.children().isEmpty() ? "" : layer.children().get(0).layer();
        return inside.startsWith("json") || inside.equals("gzip") || inside.equals("zlib") || inside.equals("zstd");
    }

    /** Not of ids and digests, of which every message has some: their lengths tell them, and hardly any stream has one of those. */
    private static boolean mayExpand(byte[] b) {
        return switch (b.length) {
            case 16, 20, 28, 32, 48, 64 -> false;
            default -> b.length >= SHORTEST_STREAM;
        };
    }

    /** In letters that are no base64, or none from the first letter on. */
    private boolean otherwiseCoded(Node node, String text, int depth) {
        return TextCoding.looksCoded(text) && (squeezed(node, text, depth) || tagged(node, text, depth));
    }

    /** Text that was compressed into letters. */
    private boolean squeezed(Node node, String text, int depth) {
        Optional<String> found = LzString.text(text, opening.room());
        found.ifPresent(content -> {
            opening.made(content.length());
            leaf(node.layer("lz-string", Node.Kind.TEXT).text(content, false), content, depth + 1);
        });
        return found.isPresent();
    }

    /** Base64 behind a word that says what it is. */
    private boolean tagged(Node node, String text, int depth) {
        Optional<byte[]> content = TextCoding.tagged(text);
        if (content.isEmpty() || !bytes.meaningful(content.get())) {
            return false;
        }
        bytes.open(node.layer("base64", Node.Kind.TEXT), Slice.derived(content.get()), Hint.NONE, depth + 1);
        return true;
    }

    private boolean isForm(String text) {
        return FormLayer.looksLike(Slice.derived(text));
    }

    private void form(Node node, String text, int depth) {
        node.opened();
        FormLayer.open(node.layer("form", Node.Kind.OBJECT), Slice.derived(text), opening, this, depth + 1);
    }

    private void address(Node node, String text, int depth) {
        int query = text.indexOf('?');
        if (query < 0 || query + 1 >= text.length()) {
            return;
        }
        int fragment = text.indexOf('#', query);
        String parameters = text.substring(query + 1, fragment < 0 ? text.length() : fragment);
        node.opened();
        Node layer = node.layer("url", Node.Kind.OBJECT);
        layer.member(".path", "", Node.Kind.TEXT).text(text.substring(0, query), false);
        FormLayer.open(layer, Slice.derived(parameters), opening, this, depth + 1);
    }

    /** A JSON Web Token (RFC 7519): header and claims are base64url of JSON. */
    private void token(Node node, String text, int depth) {
        String[] parts = text.split("\\.", 4);
        if (parts.length < 2) {
            return;
        }
        Node layer = node.layer("jwt", Node.Kind.OBJECT);
        String[] names = {"header", "claims"};
        for (int i = 0; i < 2; i++) {
            Optional<byte[]> part = TextCoding.base64(parts[i]);
            if (part.isPresent()) {
                Node member = layer.member("." + names[i], names[i], Node.Kind.TEXT);
                bytes.open(member, Slice.derived(part.get()), Hint.NONE, depth + 1);
            }
        }
    }

    private static char firstLetter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c != '\uFEFF') {
                return c;
            }
        }
        return ' ';
    }
}

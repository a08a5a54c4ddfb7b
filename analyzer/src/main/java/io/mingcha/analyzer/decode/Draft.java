package io.mingcha.analyzer.decode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value as a binary form was read, while it is not known yet whether the bytes are of that form. Most turn out not to be: nothing
 * is put in words before somebody asks.
 */
final class Draft {

    private static final Supplier<String> NO_WORDS = () -> "";

    /** A value with its name in the container; items of a list have none. */
    private record Entry(Supplier<String> name, Draft value) {}

    private final Node.Kind kind;
    private final int from;
    private int to;
    private final Supplier<String> text;
    private final boolean verbatim;
    private String otherForm = "";
    private Supplier<String> otherText = NO_WORDS;
    private boolean mayBeBytes;
    private final List<Entry> entries = new ArrayList<>(0);

    private Draft(Node.Kind kind, int from, int to, Supplier<String> text, boolean verbatim) {
        this.kind = kind;
        this.from = from;
        this.to = to;
        this.text = text;
        this.verbatim = verbatim;
    }

    static Draft object(int from) {
        return new Draft(Node.Kind.OBJECT, from, from, NO_WORDS, false);
    }

    static Draft array(int from) {
        return new Draft(Node.Kind.ARRAY, from, from, NO_WORDS, false);
    }

    /** A text that stands in the bytes as it is. */
    static Draft text(Slice s, int from, int to) {
        return new Draft(Node.Kind.TEXT, from, to, () -> s.text(from, to), true);
    }

    /** A number or another value that the bytes tell in their own way. */
    static Draft value(String text, int from, int to) {
        return told(() -> text, from, to);
    }

    private static Draft told(Supplier<String> text, int from, int to) {
        return new Draft(Node.Kind.TEXT, from, to, text, false);
    }

    static Draft number(long value, int from, int to) {
        return told(() -> Long.toString(value), from, to);
    }

    static Draft unsigned(long value, int from, int to) {
        return told(() -> Long.toUnsignedString(value), from, to);
    }

    static Draft number(double value, int from, int to) {
        return told(() -> plain(value), from, to);
    }

    static Draft number(float value, int from, int to) {
        return told(() -> plain(value), from, to);
    }

    /** Eight bytes that may be either: what they say as the likelier of the two. */
    static Draft eightBytes(long bits, int from, int to) {
        return Evidence.isDouble(bits) ? number(Double.longBitsToDouble(bits), from, to) : number(bits, from, to);
    }

    /** Four bytes that may be either: a whole number, and as a float what that says. */
    static Draft fourBytes(int bits, int from, int to) {
        Draft number = number(bits, from, to);
        return Evidence.isFloat(bits) ? number.alsoAs("float", () -> plain(Float.intBitsToFloat(bits))) : number;
    }

    static String plain(double value) {
        return Double.isFinite(value) ? new BigDecimal(Double.toString(value)).toPlainString() : Double.toString(value);
    }

    private static String plain(float value) {
        return Float.isFinite(value) ? new BigDecimal(Float.toString(value)).toPlainString() : Float.toString(value);
    }

    /** Bytes that are opened like any others, once the form is certain. */
    static Draft bytes(int from, int to) {
        return new Draft(Node.Kind.OPAQUE, from, to, NO_WORDS, false);
    }

    private Draft alsoAs(String form, Supplier<String> read) {
        otherForm = form;
        otherText = read;
        return this;
    }

    /** Says that these are bytes instead if they prove to be of a known form. */
    Draft mayBeBytes() {
        mayBeBytes = true;
        return this;
    }

    /** Adds a member by name. */
    void member(String name, Draft value) {
        entries.add(new Entry(() -> name, value));
    }

    /** Adds a member whose name was read too. */
    void member(Draft name, Draft value) {
        entries.add(new Entry(name.text, value));
    }

    /** Adds an item of a list. */
    void item(Draft value) {
        entries.add(new Entry(NO_WORDS, value));
    }

    Draft endsAt(int end) {
        to = end;
        return this;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The text or number; empty for anything else. */
    String text() {
        return text.get();
    }

    /** Gives the node what was read, and opens the values. */
    void write(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        s.place(node, from, to);
        switch (kind) {
            case TEXT -> {
                String words = text();
                node.kind(Node.Kind.TEXT).text(words, verbatim && s.isRecorded());
                if (!otherForm.isEmpty()) {
                    node.layer(otherForm, Node.Kind.TEXT).text(otherText.get(), false);
                }
                if (verbatim) {
                    bytes.text().leaf(node, words, depth);
                }
            }
            case OPAQUE -> bytes.open(node.kind(Node.Kind.TEXT), s.part(from, to), Hint.NONE, depth);
            default -> {
                if (mayBeBytes && bytes.isEnvelope(s.part(from, to))) {
                    bytes.open(node.kind(Node.Kind.TEXT), s.part(from, to), Hint.NONE, depth);
                    return;
                }
                node.kind(kind);
                for (int i = 0; i < entries.size(); i++) {
                    if (!opening.node(node)) {
                        return;
                    }
                    entries.get(i).value().write(place(node, i), s, opening, bytes, depth);
                }
                NamedCells.read(node);
            }
        }
    }

    private Node place(Node container, int index) {
        if (kind == Node.Kind.ARRAY) {
            return container.member("[" + index + "]", container.key(), Node.Kind.TEXT);
        }
        String name = entries.get(index).name().get();
        return container.member(JsonLayer.step(name), name, Node.Kind.TEXT);
    }
}

package io.mingcha.analyzer.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place of a decoded message: a container, a text, or bytes that nothing could be made of. Nodes are built by the
 * decoder and not changed afterwards.
 */
public final class Node {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final String BINARY = " ▸ binary";

    /** What a node is. */
    public enum Kind {
        /** Named members: a JSON object, a form, a query, the headers. */
        OBJECT,
        /** Items of a list. */
        ARRAY,
        /** A value. */
        TEXT,
        /** Bytes that were not recognised as any text or layer. */
        OPAQUE,
        /** A picture, sound, archive or font, by its magic. */
        MEDIA
    }

    private final @Nullable Node parent;
    private final Location location;
    private final String step;
    private final boolean layer;
    /** Whether the name is that of the node above: of layers over a value and of items of a list. */
    private boolean unnamed;

    private String key;
    private @Nullable Node entry;
    private boolean ofEntries;
    private int begins = -1;
    private Kind kind;
    private String text = "";
    private @Nullable Letters letters;
    private int offset;
    private int length;
    /** The place in bytes that a layer above made; negative if it stands in none. */
    private int madeOffset = -1;

    private int madeLength;
    private boolean verbatim;
    private boolean opened;
    private @Nullable List<Node> children;

    private Node(@Nullable Node parent, Location location, String step, boolean layer, String key, Kind kind) {
        this.parent = parent;
        this.location = location;
        this.step = step;
        this.layer = layer;
        this.unnamed = parent != null && (layer || step.startsWith("[") && key.equals(parent.key()));
        this.key = key;
        this.kind = kind;
        if (parent != null) {
            offset = parent.offset;
            length = parent.length;
        }
    }

    static Node root(Location location, String step, int offset, int length) {
        Node node = new Node(null, location, step, false, "", Kind.OBJECT);
        node.offset = offset;
        node.length = length;
        return node;
    }

    /** A further layer over the same value: keeps the key. */
    Node layer(String name, Kind kind) {
        return add(new Node(this, location, name, true, key(), kind));
    }

    /** A member of a container; {@code step} is how the path names it. */
    Node member(String step, String key, Kind kind) {
        return add(new Node(this, location, step, false, key, kind));
    }

    private Node add(Node child) {
        if (children == null) {
            children = new ArrayList<>(4);
        }
        children.add(child);
        return child;
    }

    Node span(int offset, int length) {
        this.offset = offset;
        this.length = length;
        return this;
    }

    Node spanInMade(int offset, int length) {
        madeOffset = offset;
        madeLength = length;
        return this;
    }

    Node text(String text, boolean verbatim) {
        this.text = text;
        this.letters = null;
        this.verbatim = verbatim;
        return this;
    }

    /** @param letters those of this text */
    Node text(String text, Letters letters, boolean verbatim) {
        this.text = text;
        this.letters = letters;
        this.verbatim = verbatim;
        return this;
    }

    Node kind(Kind kind) {
        this.kind = kind;
        return this;
    }

    /** Lets an object that is a name and a value, {@code {"key": "phone", "value": …}}, name its value by that name. */
    void readAsEntry() {
        if (children == null || children.size() < 2 || children.size() > 4) {
            return;
        }
        @Nullable Node name = null;
        @Nullable Node value = null;
        for (Node child : children) {
            if (name == null && isEntryName(child.key) && child.isFieldName()) {
                name = child;
            } else if (value == null && isEntryValue(child.key)) {
                value = child;
            }
        }
        if (name != null && value != null) {
            value.key = name.text;
            value.isEntryOf(this);
        }
    }

    private static boolean isEntryName(String key) {
        return switch (key) {
            case "name", "key", "k", "Name", "Key", "field", "label", "title", "question", "fieldName", "field_name" ->
                true;
            case "fieldKey",
                    "field_key",
                    "paramName",
                    "param_name",
                    "paramKey",
                    "attrName",
                    "attr_name",
                    "itemName",
                    "property" -> true;
            default -> false;
        };
    }

    private static boolean isEntryValue(String key) {
        return switch (key) {
            case "value", "v", "val", "Value", "answer", "fieldValue", "field_value", "fieldVal" -> true;
            case "paramValue", "param_value", "attrValue", "attr_value", "itemValue" -> true;
            default -> false;
        };
    }

    /** Gives it a name that stands elsewhere, such as over its column. */
    void isCalled(String name) {
        unnamed = false;
        key = name;
    }

    /** The member that says what the object is called, if one does. */
    Optional<Node> entryNamed() {
        return children().stream()
                .filter(c -> isEntryName(c.key) && c.isFieldName())
                .findFirst();
    }

    /** Says that an element, which its attribute names, has its value in this text. */
    void isEntryOf(Node element) {
        element.entry = this;
        if (element.parent != null) {
            element.parent.ofEntries = true;
        }
    }

    /** The name that an attribute gives to the text of its element: {@code <param name="phone">}. */
    Optional<String> entryName() {
        return children().stream()
                .filter(c -> c.step.startsWith("@") && isEntryName(c.key) && c.isFieldName())
                .map(Node::text)
                .findFirst();
    }

    /** Whether the value can itself be the name of a field: begins with a letter, is short, has no spaces. */
    boolean isFieldName() {
        if (kind != Kind.TEXT || text.isEmpty() || text.length() > 40 || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        int ideographs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '@') {
                return false;
            }
            ideographs += Character.isIdeographic(c) ? 1 : 0;
        }
        return ideographs <= 8;
    }

    /** Takes back the last child, made for a layer that turned out not to be one. */
    void dropLast() {
        if (children != null) {
            children.remove(children.size() - 1);
        }
    }

    /** Says that one message of several begins here, at this offset of the recorded bytes. */
    void beginsAt(int recorded) {
        begins = recorded;
    }

    /** Where the message of a conversation begins in the recorded bytes, of which this is a part. */
    public OptionalInt messageOffset() {
        for (Node at = this; at != null; at = at.parent) {
            if (at.begins >= 0) {
                return OptionalInt.of(at.begins);
            }
        }
        return OptionalInt.empty();
    }

    /** The text was wholly explained by a layer below it; it need not be searched itself. */
    void opened() {
        opened = true;
    }

    public Kind kind() {
        return kind;
    }

    public Location location() {
        return location;
    }

    /** The name under which the value stands; of list items, the name of the list. Empty if none. */
    public String key() {
        return unnamed && parent != null ? parent.key() : key;
    }

    /** The name of the layer that this is over the value above, such as {@code base64} or {@code jpeg}; empty if none. */
    public String layer() {
        return layer ? step : "";
    }

    /** The value of a {@link Kind#TEXT}; what text there is in {@link Kind#OPAQUE} bytes; else empty. */
    public String text() {
        return text;
    }

    /** Of which kinds of characters the text is. */
    public Letters letters() {
        if (letters == null) {
            letters = text.isEmpty() ? Letters.NONE : Letters.of(text);
        }
        return letters;
    }

    /** Whether the name is its own, and not that of what it is a layer over or an item of. */
    public boolean isNamed() {
        return !unnamed && !key.isEmpty();
    }

    /** Where it begins in the recorded bytes of the outermost layer. */
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Where a layer begins to read, and how much. */
    public sealed interface Span {
        /** In the bytes as they were recorded. */
        record Recorded(int offset, int length) implements Span {}

        /** In the bytes that this layer above made of others. */
        record Made(String layer, int offset, int length) implements Span {}

        /** All that this layer above made. */
        record Whole(String layer) implements Span {}
    }

    /** What a layer reads: the bytes of the value above it. Empty for anything but a layer. */
    public Optional<Span> reads() {
        if (!layer || parent == null) {
            return Optional.empty();
        }
        if (parent.layer) {
            return Optional.of(new Span.Whole(parent.step));
        }
        return Optional.of(
                parent.madeOffset < 0
                        ? new Span.Recorded(offset, length)
                        : new Span.Made(parent.maker(), parent.madeOffset, parent.madeLength));
    }

    /** The layer that made the bytes in which this stands: of those that lie one upon the other the lowest. */
    private String maker() {
        @Nullable Node at = parent;
        while (at != null && !at.layer) {
            at = at.parent;
        }
        while (at != null && at.parent != null && at.parent.layer) {
            at = at.parent;
        }
        return at == null ? "" : at.step;
    }

    /** Whether the recorded bytes from {@link #offset} are the text itself in UTF-8, unescaped. */
    public boolean isVerbatim() {
        return verbatim;
    }

    /** Whether a deeper layer explains the whole text. */
    public boolean isOpened() {
        return opened;
    }

    /** Whether a layer of this name explains the text, and no bytes of it stayed opaque. */
    public boolean isReadAs(String name) {
        for (Node child : children()) {
            if (child.layer && child.step.equals(name)) {
                return child.children().stream().noneMatch(c -> c.kind == Kind.OPAQUE);
            }
        }
        return false;
    }

    public List<Node> children() {
        return children == null ? List.of() : children;
    }

    /** The named values of a container: its children, or of a list of names and values the values. */
    public List<Node> members() {
        if (!ofEntries) {
            return children();
        }
        return children().stream().map(c -> c.entry == null ? c : c.entry).toList();
    }

    /** The named values that stand beside this one, and itself. */
    public List<Node> fellows() {
        if (parent == null) {
            return List.of(this);
        }
        if (layer) {
            Node value = value();
            return value.fellows().stream()
                    .map(other -> other == value ? this : other)
                    .toList();
        }
        return parent.entry == this && parent.parent != null ? parent.parent.members() : parent.members();
    }

    /** The value that this is a layer over. */
    private Node value() {
        Node value = this;
        while (value.layer && value.parent != null) {
            value = value.parent;
        }
        return value;
    }

    /** The same, but only so many of a container that holds more. */
    public Stream<Node> fellows(int most) {
        if (parent == null) {
            return Stream.of(this);
        }
        if (layer) {
            Node value = value();
            return value.fellows(most).map(other -> other == value ? this : other);
        }
        Node container = parent.entry == this && parent.parent != null ? parent.parent : parent;
        Stream<Node> first = container.children().stream().limit(most);
        return container.ofEntries ? first.map(c -> c.entry == null ? c : c.entry) : first;
    }

    public Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** The name of what it stands in; empty if none. */
    public String keyAround() {
        return parent == null ? "" : parent.key();
    }

    /** Whether what it stands in is of this kind. */
    public boolean isIn(Kind around) {
        return parent != null && parent.kind == around;
    }

    /** Such as {@code request.body ▸ gzip ▸ form:data ▸ base64 ▸ json $.dev.imei}. */
    public String path() {
        return path(Node::key);
    }

    /** A path without places in lists and without that its end is bytes: the same field in message after message. */
    public static String unnumbered(String path) {
        String bare = path.endsWith(BINARY) ? path.substring(0, path.length() - BINARY.length()) : path;
        return INDEX.matcher(bare).replaceAll("[*]");
    }

    /** The same, each name of a field on the way as {@code shown} gives it. */
    public String path(Function<Node, String> shown) {
        StringBuilder path = new StringBuilder();
        write(path, shown);
        return path.toString();
    }

    private void write(StringBuilder path, Function<Node, String> shown) {
        if (parent != null) {
            parent.write(path, shown);
        }
        if (layer) {
            path.append(" ▸ ");
        }
        path.append(unnamed || key.isEmpty() ? step : step(shown.apply(this)));
    }

    private String step(String name) {
        return name.equals(key)
                ? step
                : step.replace(key.replace("'", "\\'"), name).replace(key, name);
    }

    /** Every node below, this one first, in the order of the message. */
    public void walk(java.util.function.Consumer<Node> visitor) {
        visitor.accept(this);
        if (children != null) {
            for (int i = 0; i < children.size(); i++) {
                children.get(i).walk(visitor);
            }
        }
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}

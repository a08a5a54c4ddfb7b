package io.mingcha.analyzer.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place of a decoded message: a container, a text, or bytes that nothing could be made of. Nodes are built by the
 * decoder and not changed afterwards.
 */
public final class Node {

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
    private final String key;
    private Kind kind;
    private String text = "";
    private int offset;
    private int length;
    private boolean verbatim;
    private boolean opened;
    private @Nullable List<Node> children;

    private Node(@Nullable Node parent, Location location, String step, boolean layer, String key, Kind kind) {
        this.parent = parent;
        this.location = location;
        this.step = step;
        this.layer = layer;
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
        return add(new Node(this, location, name, true, key, kind));
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

    Node text(String text, boolean verbatim) {
        this.text = text;
        this.verbatim = verbatim;
        return this;
    }

    Node kind(Kind kind) {
        this.kind = kind;
        return this;
    }

    /** Takes back the last child, made for a layer that turned out not to be one. */
    void dropLast() {
        if (children != null) {
            children.remove(children.size() - 1);
        }
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
        return key;
    }

    /** The value of a {@link Kind#TEXT}; what text there is in {@link Kind#OPAQUE} bytes; else empty. */
    public String text() {
        return text;
    }

    /** Where it begins in the recorded bytes of the outermost layer. */
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Whether the recorded bytes from {@link #offset} are the text itself in UTF-8, unescaped. */
    public boolean isVerbatim() {
        return verbatim;
    }

    /** Whether a deeper layer explains the whole text. */
    public boolean isOpened() {
        return opened;
    }

    public List<Node> children() {
        return children == null ? List.of() : children;
    }

    public Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** Such as {@code request.body ▸ gzip ▸ form:data ▸ base64 ▸ json $.dev.imei}. */
    public String path() {
        StringBuilder path = new StringBuilder();
        write(path);
        return path.toString();
    }

    private void write(StringBuilder path) {
        if (parent != null) {
            parent.write(path);
        }
        if (layer) {
            path.append(" ▸ ");
        }
        path.append(step);
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

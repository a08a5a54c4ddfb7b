package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws screens: every element gets a reference of its own and a place below the one before. */
public final class Draw {
    public static final Instant NOW = Instant.parse("2026-04-02T08:00:00Z");

    private final String app;
    private int drawn;

    public Draw(String app) {
        this.app = app;
    }

    public static Draw android() {
        return new Draw("example.app");
    }

    /** An Android element of another app, such as the system's permission dialog. */
    public static Draw of(String app) {
        return new Draw(app);
    }

    public Node node(String kind, String text, String description, Set<Node.Trait> traits, List<Node> children) {
        int at = drawn++;
        Set<Node.Trait> all = traits.isEmpty() ? EnumSet.noneOf(Node.Trait.class) : EnumSet.copyOf(traits);
        all.add(Node.Trait.ENABLED);
        return new Node(
                "n" + at,
                kind,
                text,
                description,
                Optional.empty(),
                Optional.of(app).filter(a -> !a.isEmpty()),
                new Bounds(0, at * 40, 300, at * 40 + 40),
                all,
                children);
    }

    public Node text(String text) {
        return node("android.widget.TextView", text, "", Set.of(), List.of());
    }

    public Node button(String text) {
        return node("android.widget.Button", text, "", Set.of(Node.Trait.CLICKABLE), List.of());
    }

    public Node field(String hint) {
        return node("android.widget.EditText", hint, "", Set.of(Node.Trait.EDITABLE, Node.Trait.CLICKABLE), List.of());
    }

    public Node box(String text, boolean ticked) {
        return node(
                "android.widget.CheckBox",
                text,
                "",
                ticked
                        ? Set.of(Node.Trait.CHECKABLE, Node.Trait.CLICKABLE, Node.Trait.CHECKED)
                        : Set.of(Node.Trait.CHECKABLE, Node.Trait.CLICKABLE),
                List.of());
    }

    public Node toggle(boolean on) {
        return node(
                "android.widget.Switch",
                "",
                "",
                on
                        ? Set.of(Node.Trait.CHECKABLE, Node.Trait.CLICKABLE, Node.Trait.CHECKED)
                        : Set.of(Node.Trait.CHECKABLE, Node.Trait.CLICKABLE),
                List.of());
    }

    public Node identified(String id, Node node) {
        return new Node(
                node.ref(),
                node.kind(),
                node.text(),
                node.description(),
                Optional.of(id),
                node.app(),
                node.bounds(),
                node.traits(),
                node.children());
    }

    public Node group(Node... children) {
        return group(List.of(children));
    }

    public Node group(List<Node> children) {
        return node("android.widget.FrameLayout", "", "", Set.of(), children);
    }

    public Node row(Node... children) {
        return node("android.widget.LinearLayout", "", "", Set.of(Node.Trait.CLICKABLE), List.of(children));
    }

    public List<Node> texts(String... lines) {
        List<Node> nodes = new ArrayList<>();
        for (String line : lines) {
            nodes.add(text(line));
        }
        return nodes;
    }

    public static Screen screen(Node... roots) {
        return screen(List.of(roots));
    }

    public static Screen screen(List<Node> roots) {
        return new Screen(roots, NOW, NOW, Optional.empty(), "");
    }
}

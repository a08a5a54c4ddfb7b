package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A screen that can be climbed from any element, with what can be tapped on it. */
final class Tree {
    /** What is longer is read, not tapped. */
    private static final int LONGEST_LABEL = 40;

    private final List<Node> roots;
    private final Map<Node, Node> parents = new IdentityHashMap<>();
    private final Map<Node, String> texts = new IdentityHashMap<>();
    private final Map<Node, List<String>> lines = new IdentityHashMap<>();
    private final List<Control> controls = new ArrayList<>();

    Tree(Screen screen, Function<String, Set<Said>> reading) {
        this.roots = screen.roots();
        for (Node root : roots) {
            link(root);
            collect(root, reading);
        }
    }

    private void link(Node node) {
        for (Node child : node.children()) {
            parents.put(child, node);
            link(child);
        }
    }

    private void collect(Node node, Function<String, Set<Said>> reading) {
        boolean tappable = node.is(Node.Trait.CLICKABLE) || node.is(Node.Trait.CHECKABLE);
        if (visible(node) && !node.is(Node.Trait.EDITABLE)) {
            String shown = node.label().isEmpty() && tappable ? String.join(" ", lines(node)) : node.label();
            String label = Plain.label(shown);
            if (!label.isEmpty() && label.length() <= LONGEST_LABEL) {
                Set<Said> says = reading.apply(label);
                boolean whole = tappable && !(says.isEmpty() && node.label().isEmpty() && hasSeveral(node));
                if (whole || !node.label().isEmpty()) {
                    controls.add(new Control(node, label, says));
                }
                if (whole && !says.isEmpty()) {
                    return;
                }
            }
        }
        node.children().forEach(child -> collect(child, reading));
    }

    private boolean hasSeveral(Node node) {
        return lines(node).size() > 1;
    }

    private static boolean visible(Node node) {
        return !node.bounds().isEmpty();
    }

    List<Node> roots() {
        return roots;
    }

    Stream<Node> nodes() {
        return roots.stream().flatMap(Node::all);
    }

    Optional<Node> parent(Node node) {
        return Optional.ofNullable(parents.get(node));
    }

    /** It, then what it lies in, up to its window. */
    Stream<Node> upwards(Node node) {
        return Stream.iterate(Optional.of(node), Optional::isPresent, at -> at.flatMap(this::parent))
                .flatMap(Optional::stream);
    }

    /** Everything that can be read within an element, plain, as one text. */
    String text(Node within) {
        return texts.computeIfAbsent(within, n -> Plain.text(String.join(" ", lines(n))));
    }

    /** The same, a line an element, without repetitions one after another. */
    List<String> lines(Node within) {
        List<String> known = lines.get(within);
        if (known != null) {
            return known;
        }
        List<String> found = new ArrayList<>();
        within.all()
                .filter(Tree::visible)
                .map(Node::label)
                .filter(l -> !l.isEmpty())
                .forEach(label -> {
                    String line = Plain.text(label);
                    if (!line.isEmpty()
                            && (found.isEmpty() || !found.get(found.size() - 1).equals(line))) {
                        found.add(line);
                    }
                });
        lines.put(within, List.copyOf(found));
        return List.copyOf(found);
    }

    List<Control> controls() {
        return Collections.unmodifiableList(controls);
    }

    List<Control> controls(Node within) {
        Set<Node> inside = within.all().collect(Collectors.toCollection(Tree::identities));
        return controls.stream().filter(c -> inside.contains(c.node())).toList();
    }

    private static Set<Node> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}

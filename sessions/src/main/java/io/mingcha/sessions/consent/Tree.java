package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A screen that can be climbed from any element, with what can be tapped on it. */
final class Tree {
    /** What is longer is read, not tapped. */
    private static final int LONGEST_LABEL = 40;

    /** Where an element and all that is inside it stand, counted from the outside in. */
    private record Span(int from, int to) {}

    private record Placed(int at, Control control) {}

    private final List<Node> roots;
    private final Map<Node, Node> parents = new IdentityHashMap<>();
    private final Map<Node, Span> spans = new IdentityHashMap<>();
    private final List<String> shown = new ArrayList<>();
    private final Map<Node, String> texts = new IdentityHashMap<>();
    private final Map<Node, List<String>> lines = new IdentityHashMap<>();
    private final List<Placed> controls = new ArrayList<>();

    /**
     * @param reading what a plain label says
     */
    Tree(Screen screen, Function<String, Set<Said>> reading) {
        this.roots = screen.roots();
        Map<String, Set<Said>> known = new HashMap<>();
        for (Node root : roots) {
            link(root);
            collect(root, label -> known.computeIfAbsent(label, reading));
        }
    }

    private void link(Node node) {
        int from = shown.size();
        shown.add(visible(node) ? Plain.text(node.label()) : "");
        for (Node child : node.children()) {
            parents.put(child, node);
            link(child);
        }
        spans.put(node, new Span(from, shown.size()));
    }

    private Span span(Node node) {
        return spans.getOrDefault(node, new Span(0, 0));
    }

    private void collect(Node node, Function<String, Set<Said>> reading) {
        boolean tappable = node.is(Node.Trait.CLICKABLE) || node.is(Node.Trait.CHECKABLE);
        if (visible(node) && !node.is(Node.Trait.EDITABLE)) {
            String label = label(node, tappable, reading);
            if (!label.isEmpty() && label.length() <= LONGEST_LABEL) {
                Set<Said> says = reading.apply(label);
                boolean whole = tappable
                        && !(says.isEmpty()
                                && node.label().isEmpty()
                                && lines(node).size() > 1);
                if (whole || !node.label().isEmpty()) {
                    boolean piece = !tappable && !says.isEmpty() && leadsToLink(node);
                    controls.add(new Placed(span(node).from(), new Control(node, label, says, piece)));
                }
                if (whole && !says.isEmpty()) {
                    return;
                }
            }
        }
        node.children().forEach(child -> collect(child, reading));
    }

    /** What it shows, else what it tells those who do not see it: of two labels, the one that is known. */
    private String label(Node node, boolean tappable, Function<String, Set<Said>> reading) {
        String own = Plain.label(node.label());
        if (!tappable || node.children().isEmpty() || !node.text().isBlank()) {
            return own;
        }
        Span span = span(node);
        String inside = Plain.label(String.join(
                " ",
                shown.subList(span.from() + 1, span.to()).stream()
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList()));
        boolean known = !inside.isEmpty()
                && inside.length() <= LONGEST_LABEL
                && !reading.apply(inside).isEmpty();
        return own.isEmpty() || known ? inside : own;
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
        return lines.computeIfAbsent(within, n -> {
            Span span = span(n);
            List<String> found = new ArrayList<>();
            for (String line : shown.subList(span.from(), span.to())) {
                if (!line.isEmpty()
                        && (found.isEmpty() || !found.get(found.size() - 1).equals(line))) {
                    found.add(line);
                }
            }
            return List.copyOf(found);
        });
    }

    List<Control> controls() {
        return controls.stream().map(Placed::control).toList();
    }

    List<Control> controls(Node within) {
        Span span = span(within);
        return controls.subList(firstFrom(span.from()), firstFrom(span.to())).stream()
                .map(Placed::control)
                .toList();
    }

    private int firstFrom(int at) {
        int low = 0;
        int high = controls.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (controls.get(middle).at() < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the words that follow an element are a link, as in «agree to 《…》». */
    private boolean leadsToLink(Node node) {
        return shown.stream()
                .skip(span(node).to())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> line.startsWith("《"))
                .isPresent();
    }
}

package io.mingcha.sessions.device;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One element of what a screen shows.
 *
 * @param ref how its driver finds it again, on this screen only
 * @param kind its class or tag, such as {@code android.widget.Button} or {@code button}
 * @param text what it shows itself, without what its children show
 * @param description what it tells people who do not see it
 * @param id its resource id or its id in the page
 * @param app whose it is, such as {@code com.android.permissioncontroller}
 */
public record Node(
        String ref,
        String kind,
        String text,
        String description,
        Optional<String> id,
        Optional<String> app,
        Bounds bounds,
        Set<Trait> traits,
        List<Node> children) {

    /** How an element behaves. */
    public enum Trait {
        CLICKABLE,
        CHECKABLE,
        CHECKED,
        ENABLED,
        FOCUSED,
        EDITABLE,
        PASSWORD,
        SCROLLABLE
    }

    public Node {
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(traits));
        children = List.copyOf(children);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** What a person reads on it: its text, else its description. */
    public String label() {
        return text.isBlank() ? description.strip() : text.strip();
    }

    /** It and everything inside it, from the outside in. */
    public Stream<Node> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
    }
}

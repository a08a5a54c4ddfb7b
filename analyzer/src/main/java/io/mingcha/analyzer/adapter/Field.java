package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A field of a request whose meaning its vendor has published.
 *
 * @param at its path, or of a position in two numbers the paths of both
 * @param any whether every value counts that is somebody's; otherwise it must look like the type
 * @param pattern what the whole value must match besides
 */
public record Field(
        List<FieldPath> at, String type, boolean any, Optional<Pattern> pattern, Optional<Text> note, String endpoint) {
    public Field {
        at = List.copyOf(at);
    }

    /** Whether the node is what it names, of a position its latitude. */
    public boolean isAt(Node node) {
        return at.get(0).matches(node);
    }

    @Override
    public String toString() {
        return at.stream().map(FieldPath::toString).collect(Collectors.joining(", "));
    }

    boolean isPair() {
        return at.size() == 2;
    }
}

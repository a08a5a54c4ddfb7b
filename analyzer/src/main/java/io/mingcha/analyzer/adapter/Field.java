package io.mingcha.analyzer.adapter;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    boolean isPair() {
        return at.size() == 2;
    }
}

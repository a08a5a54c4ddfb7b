package io.mingcha.flows.har;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.settings.Text;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Members of an entry as they ought to be: one of the wrong type counts as absent, is noted and named. */
final class Members {
    private final Set<String> leftOut = new LinkedHashSet<>();
    private Consumer<Text> notes;

    /** @param notes takes what is wrong, for people to read */
    Members(Consumer<Text> notes) {
        this.notes = notes;
    }

    /** Notes no more. */
    void beSilent() {
        notes = text -> {};
    }

    /** The names of those that were left out. */
    Set<String> leftOut() {
        return leftOut;
    }

    /** Nothing, which has no members either, if it is none. */
    JsonNode object(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isObject() && !absent(value)) {
            note(member, member + " 应为对象，已忽略", member + " is not an object and was left out");
        }
        return value.isObject() ? value : node.path("\0");
    }

    /** Nothing, which has no elements, if it is none. */
    JsonNode array(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isArray() && !absent(value)) {
            note(member, member + " 应为数组，已忽略", member + " is not an array and was left out");
        }
        return value.isArray() ? value : node.path("\0");
    }

    Optional<String> text(JsonNode node, String member) {
        return text(node, member, member);
    }

    /** @param called the member as notes call it */
    Optional<String> text(JsonNode node, String member, String called) {
        JsonNode value = node.path(member);
        if (value.isValueNode() && !value.isNull()) {
            return Optional.of(value.asText());
        }
        if (!absent(value)) {
            note(called, called + " 应为文本，已忽略", called + " is not a text and was left out");
        }
        return Optional.empty();
    }

    OptionalDouble number(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (value.isTextual()) {
            try {
                return OptionalDouble.of(Double.parseDouble(value.textValue()));
            } catch (NumberFormatException e) {
                note(member, member + " 应为数字，已忽略", member + " is not a number and was left out");
            }
        } else if (!absent(value)) {
            note(member, member + " 应为数字，已忽略", member + " is not a number and was left out");
        }
        return OptionalDouble.empty();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    void note(String member, String zh, String en) {
        leftOut.add(member);
        notes.accept(Text.of(zh, en));
    }
}

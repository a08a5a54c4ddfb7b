package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a step names what it acts on. */
public sealed interface Target {

    /** As a person would say it. */
    String shown();

    /** Whether an element is meant; {@link Recognised} asks the recogniser instead. */
    boolean matches(Node node);

    /** Whether an element that matches is just that and nothing more. */
    default boolean isExactly(Node node) {
        return true;
    }

    /** Its text or description, whole or in part, whatever the case; any of several, for an app in another language. */
    record ByText(List<String> texts) implements Target {
        public ByText {
            texts = List.copyOf(texts);
        }

        public ByText(String text) {
            this(List.of(text));
        }

        @Override
        public String shown() {
            return "“" + String.join("” / “", texts) + "”";
        }

        @Override
        public boolean matches(Node node) {
            String shown = node.text().toLowerCase(Locale.ROOT);
            String described = node.description().toLowerCase(Locale.ROOT);
            return texts.stream()
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .anyMatch(text -> shown.contains(text) || described.contains(text));
        }

        @Override
        public boolean isExactly(Node node) {
            return texts.stream().anyMatch(text -> node.label().equalsIgnoreCase(text.strip()));
        }
    }

    /** Its resource id, whole or the part after the slash. */
    record ById(String id) implements Target {
        @Override
        public String shown() {
            return "#" + id;
        }

        @Override
        public boolean matches(Node node) {
            Optional<String> own = node.id();
            return own.isPresent() && (own.get().equals(id) || own.get().endsWith("/" + id));
        }
    }

    /** What it means, such as the button that agrees, whatever it says. */
    record Recognised(String role) implements Target {
        @Override
        public String shown() {
            return role;
        }

        @Override
        public boolean matches(Node node) {
            return false;
        }
    }
}

package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.Node;
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

    /** Its text or description, whole or in part, whatever the case. */
    record ByText(String text) implements Target {
        @Override
        public String shown() {
            return "“" + text + "”";
        }

        @Override
        public boolean matches(Node node) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return node.text().toLowerCase(Locale.ROOT).contains(wanted)
                    || node.description().toLowerCase(Locale.ROOT).contains(wanted);
        }

        @Override
        public boolean isExactly(Node node) {
            return node.label().equalsIgnoreCase(text.strip());
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

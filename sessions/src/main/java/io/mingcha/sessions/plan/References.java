package io.mingcha.sessions.plan;

import io.mingcha.flows.SessionSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What references in phrases stand for. */
public final class References {
    private static final Pattern PERSONA = Pattern.compile("persona\\.([a-z0-9_]+)(?:\\[(\\d+)])?");

    private References() {}

    /** @param answers what people gave, by name */
    public static Optional<String> of(SessionSpec spec, Map<String, String> answers, String reference) {
        if (reference.startsWith("answer.")) {
            return Optional.ofNullable(answers.get(reference.substring("answer.".length())));
        }
        if (reference.equals("app.package")) {
            return Optional.of(spec.app().packageName());
        }
        if (reference.equals("persona.age")) {
            return spec.persona().age().isPresent()
                    ? Optional.of(String.valueOf(spec.persona().age().getAsInt()))
                    : Optional.empty();
        }
        Matcher m = PERSONA.matcher(reference);
        if (!m.matches()) {
            return Optional.empty();
        }
        List<String> values = spec.persona().known().getOrDefault(m.group(1), List.of());
        int index = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        return index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
    }
}

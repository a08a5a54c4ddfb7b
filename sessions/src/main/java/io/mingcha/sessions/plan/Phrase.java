package io.mingcha.sessions.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which {@code {persona.phone_number}}, {@code {app.package}} or {@code {answer.code}} stand for what is known
 * when it is needed; a second value of the persona is {@code {persona.phone_number[1]}}.
 */
public record Phrase(String written) {
    private static final Pattern REFERENCE = Pattern.compile("\\{([a-z_]+(?:\\.[A-Za-z0-9_]+)?(?:\\[\\d+])?)}");

    /** The references in it, without braces. */
    public Set<String> references() {
        Set<String> found = new LinkedHashSet<>();
        Matcher m = REFERENCE.matcher(written);
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    /**
     * The text with every reference replaced.
     *
     * @throws IllegalArgumentException naming the references that {@code known} has nothing for
     */
    public String spelled(Function<String, Optional<String>> known) {
        List<String> missing = new ArrayList<>();
        String spelled = REFERENCE.matcher(written).replaceAll(m -> {
            Optional<String> value = known.apply(m.group(1));
            if (value.isEmpty()) {
                missing.add(m.group(1));
            }
            return Matcher.quoteReplacement(value.orElse(""));
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", missing));
        }
        return spelled;
    }

    /** Its references alone: what is typed may be somebody's. */
    String veiled() {
        return references().isEmpty() ? "…" : "{" + String.join("} {", references()) + "}";
    }

    @Override
    public String toString() {
        return written;
    }
}

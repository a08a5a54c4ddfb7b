package io.mingcha.analyzer.policy.receiver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who receives, as the policy writes it.
 *
 * @param known what {@code config/recipients.yaml} has for it: a recipient, several of one company, or that company
 */
public record Receiver(Optional<String> name, Optional<String> company, List<String> known) {
    public Receiver {
        known = List.copyOf(known);
    }

    /** What a declaration calls it, so that traffic can be matched. */
    public List<String> names() {
        if (!known.isEmpty()) {
            return known;
        }
        return Stream.concat(name.stream(), company.stream()).distinct().toList();
    }
}

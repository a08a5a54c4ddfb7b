package io.mingcha.analyzer.policy;

import java.util.List;
import java.util.Optional;

/**
 * What was read out of a policy, for a person to check.
 *
 * @param recipients everyone that the policy names as one who receives something
 * @param denials data that the policy says is not collected
 */
public record Draft(List<Row> rows, List<Receiver> recipients, List<Denial> denials) {
    public Draft {
        rows = List.copyOf(rows);
        recipients = List.copyOf(recipients);
        denials = List.copyOf(denials);
    }

    /** One declared use of one kind of data; without receivers it is the app's own. */
    public record Row(
            String type,
            List<Receiver> receivers,
            Optional<String> purpose,
            Optional<String> scene,
            Optional<String> frequency,
            Optional<String> link,
            Span source) {
        public Row {
            receivers = List.copyOf(receivers);
        }
    }

    /**
     * Who receives, as the policy writes it.
     *
     * @param known what {@code config/recipients.yaml} has for it: a recipient or, where the name fits several of one company, that
     */
    public record Receiver(Optional<String> name, Optional<String> company, Optional<String> known) {

        /** What a declaration calls it, so that traffic can be matched. */
        public List<String> names() {
            if (known.isPresent()) {
                return List.of(known.get());
            }
            return java.util.stream.Stream.concat(name.stream(), company.stream())
                    .distinct()
                    .toList();
        }
    }

    /** A sentence that says that something is not collected. */
    public record Denial(String type, Span source) {}
}

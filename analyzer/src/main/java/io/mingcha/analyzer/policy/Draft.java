package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * What was read out of a policy, for a person to check.
 *
 * @param recipients everyone that the policy names as one who receives something
 * @param denials data that the policy says is not collected, or never leaves the device
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
     * A sentence that says that something is not collected.
     *
     * @param local it is looked at, and never leaves the device
     */
    public record Denial(String type, boolean local, Span source) {}
}

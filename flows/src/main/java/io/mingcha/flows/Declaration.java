package io.mingcha.flows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the privacy policy says is collected and shared.
 *
 * @param recipients recipient ids, company names or domains that the policy names
 * @param status whether somebody stands by it, or it was only read out of a policy by machine
 */
public record Declaration(List<String> recipients, List<DeclaredData> data, Status status) {

    /** Whether somebody has compared it with the policy. */
    public enum Status {
        DRAFT,
        ACCEPTED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Of the one with this label; accepted for everything else. */
        public static Status of(String label) {
            return label.equals(DRAFT.label()) ? DRAFT : ACCEPTED;
        }
    }

    public Declaration(List<String> recipients, List<DeclaredData> data) {
        this(recipients, data, Status.ACCEPTED);
    }

    public Declaration {
        recipients = List.copyOf(recipients);
        data = List.copyOf(data);
    }

    /** One declared use of one data type. */
    public record DeclaredData(
            String type,
            Optional<String> purpose,
            List<String> recipients,
            List<String> scenes,
            Optional<String> frequency) {

        public DeclaredData {
            recipients = List.copyOf(recipients);
            scenes = List.copyOf(scenes);
        }
    }
}

package io.mingcha.flows;

import java.util.List;
import java.util.Optional;

/**
 * What the privacy policy says is collected and shared.
 *
 * @param recipients recipient ids, company names or domains that the policy names
 */
public record Declaration(List<String> recipients, List<DeclaredData> data) {

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

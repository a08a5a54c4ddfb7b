package io.mingcha.sessions.plan;

import io.mingcha.flows.session.Vocabulary;
import java.util.List;

/**
 * The words that a plan may use.
 *
 * @param session those of the session file, which is a part of every plan
 * @param roles what the recogniser can tell, for {@code tap: {recognised: agree}}
 */
public record PlanWords(Vocabulary session, List<String> roles) {
    public PlanWords {
        roles = List.copyOf(roles);
    }
}

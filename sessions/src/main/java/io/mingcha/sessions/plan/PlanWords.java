package io.mingcha.sessions.plan;

import io.mingcha.flows.session.Vocabulary;
import io.mingcha.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The words that a plan may use.
 *
 * @param session those of the session file, which is a part of every plan
 * @param roles what the recogniser can tell, for {@code tap: {recognised: agree}}
 * @param capture reports what is wrong with what a plan says of its capture, but for the way; relative paths start from the
 *     folder
 */
public record PlanWords(Vocabulary session, List<String> roles, BiConsumer<Setting, Path> capture) {
    public PlanWords {
        roles = List.copyOf(roles);
    }
}

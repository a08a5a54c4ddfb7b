package io.mingcha.sessions.run;

import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.Optional;

/** Whoever sits beside the device, if anybody does. */
public interface Person {
    Person NOBODY = (question, answered, time) -> Optional.empty();

    /**
     * Hands over.
     *
     * @param answered whether an answer is wanted, rather than a nod
     * @return the answer; empty for a nod is {@code ""}, nothing if nobody reacted in time
     */
    Optional<String> ask(Text question, boolean answered, Duration time);
}

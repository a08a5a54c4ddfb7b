package io.mingcha.sessions.plan;

import io.mingcha.settings.Place;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A step with how long it may take and what happens if that is not enough.
 *
 * @param timeout for the step as a whole; steps inside it have their own
 */
public record PlannedStep(Step step, Duration timeout, Otherwise otherwise, Place place) {

    /** What happens if a step cannot be done. */
    public enum Otherwise {
        /** The run ends and says so. */
        FAIL,
        /** The run goes on with the next step. */
        SKIP,
        /** A person does it by hand; where nobody is there, the run ends. */
        ASK,
        /** The run ends here in good order. */
        END
    }

    /** It and all steps inside it. */
    public Stream<PlannedStep> all() {
        return Stream.concat(Stream.of(this), step.inner().flatMap(PlannedStep::all));
    }
}

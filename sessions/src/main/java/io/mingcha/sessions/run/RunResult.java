package io.mingcha.sessions.run;

import io.mingcha.flows.RunVerdict;
import java.util.List;

/**
 * What became of a run.
 *
 * @param session where its record is
 * @param mayPass whether what went wrong may be gone at another try
 */
public record RunResult(
        String session, RunVerdict verdict, List<StepOutcome> steps, List<RunEvent> events, boolean mayPass) {
    public RunResult {
        steps = List.copyOf(steps);
        events = List.copyOf(events);
    }
}

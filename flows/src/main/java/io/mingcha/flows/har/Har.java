package io.mingcha.flows.har;

import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a HAR file said beside its entries.
 *
 * @param creator name and version of the tool that wrote it; empty if it does not say
 * @param entries that were read
 * @param session id of the session, if Mingcha wrote it
 * @param spec what the tester said about the run, without known values, if Mingcha wrote it
 * @param problems what was wrong with single entries, each with the place where the entry begins; at most a thousand
 * @param cut why reading ended before the file did
 */
public record Har(
        String creator,
        int entries,
        Optional<String> session,
        Optional<SessionSpec> spec,
        List<Problem> problems,
        Optional<Fault> cut) {

    public Har {
        problems = List.copyOf(problems);
    }
}

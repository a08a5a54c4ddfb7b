package io.mingcha.store;

import io.mingcha.flows.App;
import io.mingcha.flows.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the list of sessions.
 *
 * @param flows exchanges on record; for a running session as of some seconds ago
 * @param bytes of bodies both ways, likewise
 */
public record SessionSummary(
        String id,
        App app,
        Instant started,
        Optional<Instant> ended,
        Session.State state,
        Optional<Instant> unrecordedSince,
        int flows,
        long bytes) {}

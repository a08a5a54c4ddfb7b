package io.mingcha.cli;

import io.mingcha.flows.RunVerdict;
import io.mingcha.sessions.batch.Ledger;
import io.mingcha.settings.Text;
import io.mingcha.store.batch.BatchLog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ledger of one batch, in the data folder's log of batches. */
final class StoredLedger implements Ledger {
    private final BatchLog log;
    private final String batch;

    StoredLedger(BatchLog log, String batch) {
        this.log = log;
        this.batch = batch;
    }

    @Override
    public List<Try> tries() {
        return log.rows(batch).stream()
                .map(row -> new Try(
                        row.job(),
                        row.device(),
                        row.began(),
                        row.ended(),
                        row.came().isEmpty()
                                ? Try.Came.OPEN
                                : Try.Came.valueOf(row.came().toUpperCase(Locale.ROOT)),
                        row.session(),
                        row.verdict(),
                        row.why()))
                .toList();
    }

    @Override
    public void began(String job, String device, Instant at) {
        log.began(batch, job, device, at);
    }

    @Override
    public void ended(
            String job, Try.Came came, Optional<String> session, Optional<RunVerdict> verdict, Text why, Instant at) {
        log.ended(batch, job, came.name().toLowerCase(Locale.ROOT), session, verdict, why, at);
    }
}

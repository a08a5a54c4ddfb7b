package io.mingcha.cli.run;

import io.mingcha.flows.RunVerdict;
import io.mingcha.sessions.batch.Ledger;
import io.mingcha.settings.Text;
import io.mingcha.store.batch.BatchLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger of one batch, in the data folder's log of batches. */
final class StoredLedger implements Ledger {
    private final BatchLog log;
    private final String batch;
    private final Map<String, String> contents;

    /** @param contents digest of what each job is to do now, by its key */
    StoredLedger(BatchLog log, String batch, Map<String, String> contents) {
        this.log = log;
        this.batch = batch;
        this.contents = Map.copyOf(contents);
    }

    /** Jobs that are settled, but by what their files said before they were changed. */
    Set<String> outdated() {
        Map<String, String> last = new LinkedHashMap<>();
        for (BatchLog.Row row : log.rows(batch)) {
            last.put(row.job(), row.session().isEmpty() ? "" : row.contents());
        }
        Set<String> outdated = new LinkedHashSet<>();
        last.forEach((job, before) -> {
            if (!before.isEmpty() && contents.containsKey(job) && !before.equals(contents.get(job))) {
                outdated.add(job);
            }
        });
        return outdated;
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
        log.began(batch, job, device, contents.getOrDefault(job, ""), at);
    }

    @Override
    public void ended(
            String job, Try.Came came, Optional<String> session, Optional<RunVerdict> verdict, Text why, Instant at) {
        log.ended(batch, job, came.name().toLowerCase(Locale.ROOT), session, verdict, why, at);
    }
}

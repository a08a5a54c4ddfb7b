package io.mingcha.sessions.batch;

import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a batch keeps what became of its runs, so that another process can go on. Safe for many threads. */
public interface Ledger {

    /** What became of every try so far, in the order they began. */
    List<Try> tries();

    /** Notes, before it begins, that a run is tried. */
    void began(String job, String device, Instant at);

    /** Notes how the try of a job that began last came out. */
    void ended(String job, Try.Came came, Optional<String> session, Optional<RunVerdict> verdict, Text why, Instant at);

    /**
     * One try of one job.
     *
     * @param came {@link Came#OPEN} if nobody noted its end: the process died meanwhile, or it still runs
     * @param session empty if nothing was recorded
     */
    record Try(
            String job,
            String device,
            Instant began,
            Optional<Instant> ended,
            Came came,
            Optional<String> session,
            Optional<RunVerdict> verdict,
            Text why) {

        /** How it came out. */
        public enum Came {
            OPEN,
            /** It ran to its end, whatever it is worth. */
            RAN,
            /** It failed in a way that may pass. */
            FAILED_FOR_NOW,
            FAILED,
            /** Left out: its plan has failed too often, or the budget was used up. */
            LEFT_OUT
        }

        /** Whether it need not be done again. What was left out may find its time, its room or its plan mended. */
        public boolean isSettled() {
            return came == Came.RAN || came == Came.FAILED;
        }
    }
}

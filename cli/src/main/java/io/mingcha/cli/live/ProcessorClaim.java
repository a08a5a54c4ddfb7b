package io.mingcha.cli.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process takes of the processors: at first what any process takes, for on a busy machine it would else not even start
 * in minutes; then only what nobody else wants. The scheduler takes a processor from a process in its idle class at once; from one
 * that is merely nice only after a millisecond or two, which the app's exchanges would wait.
 */
final class ProcessorClaim {
    /** By then everything is loaded, and what is needed for most exchanges is compiled. */
    private static final Duration LOADED = Duration.ofSeconds(6);
    /** So long the proxy compiles itself for the first exchanges and leaves nothing: they would wait to be looked at until it has. */
    private static final Duration FIRST_EXCHANGES = Duration.ofSeconds(5);

    private static final Duration UNCOUNTED = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorClaim.class);
    /** Each thread has a claim of its own, and the ones it starts inherit it, see sched(7). */
    private static final String YIELD = "chrt -a -i -p 0 $1 || renice -n 19 -p $(ls /proc/$1/task || echo $1)";

    private boolean full = true;
    private Optional<Instant> first = Optional.empty();

    /** Gives up the claim if its time is over; to be asked after each exchange. */
    void giveUpInTime() {
        if (full) {
            Instant now = Instant.now();
            Instant since = first.orElse(now);
            first = Optional.of(since);
            if (since.plus(FIRST_EXCHANGES).isBefore(now) && taken().compareTo(LOADED) >= 0) {
                full = false;
                giveUp();
            }
        }
    }

    /** So much it has had; where nobody counts that, as if it had had long enough. */
    Duration taken() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(UNCOUNTED);
    }

    private static void giveUp() {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder(List.of("/bin/sh", "-c", YIELD, "yield", self))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.debug("it keeps its claim to the processors: {}", e.toString());
        }
    }
}

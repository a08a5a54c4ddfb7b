package io.mingcha.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes when the parts of a body come, as sparsely as can be: nothing of a body that comes at once. A connection that talks
 * for hours keeps its notes bounded by becoming less exact.
 */
public final class Arrivals {
    private static final int MOST = 2_048;

    private final List<Arrival> noted = new ArrayList<>(0);
    private Duration step = Duration.ofMillis(10);
    private @Nullable Instant last;

    /** Bytes from {@code offset} on arrived. */
    public void note(long offset, Instant at) {
        Instant before = last;
        if (before == null) {
            last = at;
        } else if (!at.isBefore(before.plus(step))) {
            last = at;
            noted.add(new Arrival(offset, at));
            if (noted.size() > MOST) {
                thin();
            }
        }
    }

    private void thin() {
        step = step.multipliedBy(2);
        for (int i = noted.size() - 2; i >= 0; i -= 2) {
            noted.remove(i);
        }
    }

    public List<Arrival> list() {
        return List.copyOf(noted);
    }
}

package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import java.util.List;

/**
 * The values of a request that may be known from another exchange.
 *
 * @param untold prints of those that nothing says what they are
 * @param told prints of the others
 * @param ofTheApp prints of those under names that only an app's own values have
 * @param candidates of the untold those that were known when it was opened
 */
public record Sent(
        ImmutableLongArray untold, ImmutableLongArray told, ImmutableLongArray ofTheApp, List<Candidate> candidates) {
    public static final Sent NOTHING =
            new Sent(ImmutableLongArray.of(), ImmutableLongArray.of(), ImmutableLongArray.of(), List.of());

    public Sent {
        candidates = List.copyOf(candidates);
    }
}

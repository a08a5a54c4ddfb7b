package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Node;
import java.util.List;
import java.util.function.Function;

/**
 * The values of a request that may be known from another exchange.
 *
 * @param untold prints of those that nothing says what they are, or only what no finding rests on; the latter are the last
 * @param nameless the fields of the former, in the same order
 * @param told prints of the others
 * @param ofTheApp prints of those under names that only an app's own values have
 * @param candidates of the untold those that were known when it was opened
 * @param path of a field as it may be shown
 * @param accounts fields that may hold the id of an account that a server said, under names and in paths where such stand
 * @param unbacked what stands under names of accounts and devices that say too little alone
 */
public record Sent(
        ImmutableLongArray untold,
        List<Node> nameless,
        ImmutableLongArray told,
        ImmutableLongArray ofTheApp,
        List<Candidate> candidates,
        Function<Node, String> path,
        List<Node> accounts,
        List<Unbacked.Value> unbacked) {
    public static final Sent NOTHING = new Sent(
            ImmutableLongArray.of(),
            List.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            List.of(),
            node -> node.path(),
            List.of(),
            List.of());

    public Sent {
        nameless = List.copyOf(nameless);
        candidates = List.copyOf(candidates);
        accounts = List.copyOf(accounts);
        unbacked = List.copyOf(unbacked);
    }

    /** The same, with what stands under names that say too little alone. */
    public Sent with(List<Unbacked.Value> unbacked, Function<Node, String> path) {
        return unbacked.isEmpty()
                ? this
                : new Sent(untold, nameless, told, ofTheApp, candidates, path, accounts, unbacked);
    }
}

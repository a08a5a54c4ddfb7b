package io.mingcha.analyzer.learn;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Leaves;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Gathers the values of one message that may be known, or may become so, while they are searched. */
public final class Sighting implements Leaves {
    /** Told as something that findings rest on. */
    private static final String WHOLLY = "*";

    private final Form form;
    private final SignIns signIns;
    private final Set<String> ofTheApp;
    private final List<Node> accounts = new ArrayList<>(0);
    private final List<Node> leaves = new ArrayList<>();
    private long[] prints = new long[16];

    public Sighting(Lessons lessons) {
        form = lessons.form();
        signIns = lessons.signIns();
        ofTheApp = lessons.ofTheApp();
    }

    @Override
    public void met(Node leaf) {
        long print = form.print(leaf.text(), leaf.letters());
        if (print != 0) {
            if (leaves.size() == prints.length) {
                prints = Arrays.copyOf(prints, prints.length * 2);
            }
            prints[leaves.size()] = print;
            leaves.add(leaf);
        }
        if (signIns.mayBeBack(leaf)) {
            accounts.add(leaf);
        }
    }

    /** All values of an answer. */
    public ImmutableLongArray all() {
        return ImmutableLongArray.copyOf(Arrays.copyOf(prints, leaves.size()));
    }

    /**
     * Those of a request.
     *
     * @param hits what was found in it
     * @param baseline types on which no finding rests
     * @param known whether a value is known, as far as one can tell by now
     * @param path of a field as it may be shown
     */
    public Sent sent(List<Hit> hits, Predicate<String> baseline, Known known, Function<Node, String> path) {
        if (leaves.isEmpty() && accounts.isEmpty()) {
            return Sent.NOTHING;
        }
        Map<Node, String> told = told(hits, baseline);
        accounts.removeIf(told::containsKey);
        ImmutableLongArray.Builder untold = ImmutableLongArray.builder(leaves.size());
        ImmutableLongArray.Builder baselines = ImmutableLongArray.builder(0);
        List<Node> nameless = new ArrayList<>(leaves.size());
        ImmutableLongArray.Builder toldPrints = ImmutableLongArray.builder(told.size());
        ImmutableLongArray.Builder apps = ImmutableLongArray.builder(0);
        List<Candidate> candidates = new ArrayList<>(0);
        for (int i = 0; i < leaves.size(); i++) {
            long print = prints[i];
            if (ofTheApp.contains(leaves.get(i).key())) {
                apps.add(print);
            }
            String as = told.isEmpty() ? "" : told.getOrDefault(leaves.get(i), "");
            if (as.equals(WHOLLY)) {
                toldPrints.add(print);
                continue;
            }
            if (as.isEmpty()) {
                untold.add(print);
                nameless.add(leaves.get(i));
            } else {
                baselines.add(print);
            }
            if (known.is(print)) {
                candidates.add(new Candidate(leaves.get(i), print, path.apply(leaves.get(i)), as));
            }
        }
        return new Sent(
                untold.addAll(baselines.build()).build(),
                nameless,
                toldPrints.build(),
                apps.build(),
                candidates,
                path,
                accounts,
                List.of());
    }

    /** Whether the value of a print is known. */
    @FunctionalInterface
    public interface Known {
        boolean is(long print);
    }

    private static Map<Node, String> told(List<Hit> hits, Predicate<String> baseline) {
        if (hits.isEmpty()) {
            return Map.of();
        }
        Map<Node, String> told = new IdentityHashMap<>();
        for (Hit hit : hits) {
            String as = baseline.test(hit.type()) ? hit.type() : WHOLLY;
            told.merge(hit.node(), as, (a, b) -> a.equals(b) ? a : WHOLLY);
            hit.also().ifPresent(node -> told.put(node, WHOLLY));
        }
        return told;
    }
}

package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.CheckDigitDetector;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Spellings;
import java.util.List;

/** What else a text holds, beside what it was already found to hold: a line of a log tells of several things. */
public final class Beside {
    /** A shorter text is wholly what was found in it. */
    private static final int SHORTEST = 24;

    private Beside() {}

    /** Adds what check digits and names say of a text that holds known values. */
    public static void add(
            Node leaf,
            List<Hit> found,
            CheckDigitDetector checked,
            NamedFieldDetector named,
            Decoded message,
            List<Hit> hits) {
        if (leaf.text().length() >= SHORTEST && found.stream().noneMatch(hit -> isWhole(hit, leaf))) {
            List<Hit> numbers = checked.find(leaf, Witness.NOBODY);
            add(leaf, found, numbers, hits);
            add(leaf, found, named.within(leaf, message), hits);
        }
    }

    /** Adds what is none of those that were found. */
    public static void add(Node leaf, List<Hit> found, List<Hit> more, List<Hit> hits) {
        if (more.isEmpty()) {
            return;
        }
        for (Hit hit : more) {
            boolean told = found.stream().anyMatch(f -> isSame(f, hit))
                    || hits.stream().anyMatch(h -> h.node() == leaf && isSame(h, hit));
            if (!told) {
                hits.add(hit);
            }
        }
    }

    private static boolean isWhole(Hit hit, Node leaf) {
        return hit.offset() == leaf.offset() && hit.length() == leaf.length() && leaf.isVerbatim();
    }

    /** Whether both tell of one value; where they stand tells only of a text that was recorded as it is. */
    private static boolean isSame(Hit a, Hit b) {
        boolean apart = a.offset() + a.length() <= b.offset() || b.offset() + b.length() <= a.offset();
        boolean alike = a.value().contains(b.value())
                || b.value().contains(a.value())
                || Spellings.bare(a.value()).equalsIgnoreCase(Spellings.bare(b.value()));
        return alike || !apart && a.type().equals(b.type());
    }
}

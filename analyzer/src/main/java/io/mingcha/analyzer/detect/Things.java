package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Node;
import java.util.Optional;

/** What is about things and nobody: an article, a job, a filter. */
final class Things {
    private static final int ABOVE = 6;

    private Things() {}

    /** Whether something stands in a thing, by the names on the way; of a thing's and a person's the nearer decides. */
    static boolean isWithin(Node node, FieldNames fields) {
        Optional<Node> above = node.parent();
        for (int i = 0; i < ABOVE && above.isPresent(); i++) {
            String name = above.get().isNamed() ? above.get().key() : "";
            if (fields.holdsPerson(name)) {
                return false;
            }
            if (fields.holdsThings(name)) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    /** The same, or by what stands beside it. */
    static boolean isOne(Node field, FieldNames fields) {
        return isWithin(field, fields)
                || field.fellows().stream().anyMatch(other -> other != field && fields.isOfThings(other.key()));
    }
}

package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.decode.Node;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out of the names that stand side by side: the rows of a list have the same ones, and so have the messages of an
 * app. Safe for several threads: each place is written whole, and what is not remembered is worked out again.
 */
final class NamesBeside<T> {
    private static final int SLOTS = 1 << 10;
    private static final int MOST = 40;

    @SuppressWarnings("ArrayRecordComponent") // made here, never changed
    private record Met<T>(String[] names, T known) {
        boolean isOf(List<Node> members) {
            if (names.length != members.size()) {
                return false;
            }
            for (int i = 0; i < names.length; i++) {
                if (!names[i].equals(members.get(i).key())) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
    private final @Nullable Met<T>[] slots = new Met[SLOTS];

    private final Function<List<String>, T> work;

    /** @param work on the names in their order; depends on nothing else */
    NamesBeside(Function<List<String>, T> work) {
        this.work = work;
    }

    T of(List<Node> members) {
        if (members.size() > MOST) {
            return work.apply(members.stream().map(Node::key).toList());
        }
        int hash = 0;
        for (int i = 0; i < members.size(); i++) {
            hash = hash * 31 + members.get(i).key().hashCode();
        }
        int slot = (hash ^ hash >>> 10) & SLOTS - 1;
        Met<T> met = slots[slot];
        if (met != null && met.isOf(members)) {
            return met.known();
        }
        Met<T> beside = slots[slot ^ 1];
        if (beside != null && beside.isOf(members)) {
            return beside.known();
        }
        String[] names = members.stream().map(Node::key).toArray(String[]::new);
        T known = work.apply(List.of(names));
        slots[slot ^ 1] = met;
        slots[slot] = new Met<>(names, known);
        return known;
    }
}

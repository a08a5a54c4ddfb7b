package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers of one request what stands under the names of accounts and devices that say too little alone. */
public final class Unbacked implements Witness {
    /**
     * @param name of the field, however it is written
     * @param standing what speaks for it
     */
    public record Value(Node node, String type, String name, String value, Standing standing) {}

    /** What speaks for a value. */
    public enum Standing {
        /** Its name and its form. */
        NAMED,
        /** It was told. */
        TOLD,
        /** Its name alone, which has other values too. */
        UNLIKE,
        /** Nothing: what stands around it says that it is another's. */
        OTHERS;

        boolean isAnothers() {
            return this == UNLIKE || this == OTHERS;
        }
    }

    private final Lessons lessons;
    private final FieldNames names;
    private final Map<Node, List<Value>> values = new LinkedHashMap<>();

    public Unbacked(Lessons lessons, FieldNames names) {
        this.lessons = lessons;
        this.names = names;
    }

    @Override
    public boolean asksWhy() {
        return false;
    }

    @Override
    public void dropped(Node node, String type, String value, Dropped.Why why) {
        if (why == Dropped.Why.NOBODYS || why == Dropped.Why.TOLD_OTHERWISE) {
            return;
        }
        if (!Lessons.Constant.isTypeOf(type)) {
            return;
        }
        String name = names.of(node.key()).whole();
        String named = lessons.constant().typeOf(name);
        boolean anothers = named.isEmpty()
                && standing(why) == Standing.OTHERS
                && !lessons.constant().typeByEnd(node).isEmpty();
        if (type.equals(named) || anothers) {
            add(node, type, name, value, standing(why));
        }
    }

    private static Standing standing(Dropped.Why why) {
        return switch (why) {
            case WEAK_NAME -> Standing.NAMED;
            case UNLIKE_TYPE, NAME_ALONE, TOO_LONG -> Standing.UNLIKE;
            default -> Standing.OTHERS;
        };
    }

    @Override
    public void unlike(Node node) {
        String name = names.of(node.key()).whole();
        String type = lessons.constant().typeOf(name);
        if (!type.isEmpty()) {
            add(node, type, name, node.text().strip(), Standing.UNLIKE);
        }
    }

    /** Several rules may ask for the same name in different company. */
    private void add(Node node, String type, String name, String value, Standing standing) {
        List<Value> all = values.computeIfAbsent(node, n -> new ArrayList<>(1));
        if (all.stream().noneMatch(v -> v.standing() == standing)) {
            all.add(new Value(node, type, name, value, standing));
        }
    }

    /**
     * Those of the request, with those of such names that were told.
     *
     * @param open fields of which nothing says what they are
     */
    public List<Value> values(List<Hit> hits, List<Node> open) {
        for (Node node : open) {
            // names are remembered, values are not
            String byEnd = lessons.constant().typeByEnd(node);
            String type = byEnd.isEmpty() ? lessons.constant().typeByCompany(node) : byEnd;
            if (!type.isEmpty() && !values.containsKey(node) && lessons.isNamelessId(node.key(), node.text())) {
                add(node, type, names.of(node.key()).whole(), node.text().strip(), Standing.NAMED);
            }
        }
        for (Hit hit : hits) {
            Node node = hit.node();
            String name = names.of(node.key()).whole();
            String named = lessons.constant().typeOf(name);
            String type = named.isEmpty() ? lessons.constant().typeByEnd(node) : named;
            if (!type.isEmpty()) {
                values.put(node, List.of(new Value(node, type, name, hit.value(), Standing.TOLD)));
            }
        }
        return values.values().stream()
                .flatMap(all -> all.stream().filter(v -> all.size() == 1 || v.standing() != Standing.UNLIKE))
                .toList();
    }
}

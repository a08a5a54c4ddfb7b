package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.Draft.Denial;
import io.mingcha.analyzer.policy.Draft.Row;
import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows that a policy has given so far. What is said twice alike is one. */
public final class Rows {
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<Key, Integer> said = new HashMap<>();
    private final Set<Receiver> named = new LinkedHashSet<>();
    private final Map<String, Denial> denials = new LinkedHashMap<>();

    /** By what rows differ. */
    record Key(
            String type,
            List<Receiver> receivers,
            Optional<String> purpose,
            Optional<String> scene,
            Optional<String> frequency) {}

    Key add(Row row) {
        named.addAll(row.receivers());
        Key key = new Key(row.type(), row.receivers(), row.purpose(), row.scene(), row.frequency());
        rows.putIfAbsent(key, row);
        said.merge(key, 1, Integer::sum);
        return key;
    }

    /** What was said of a row turns out to hold on the device only; another sentence may still say it. */
    void takeBack(Key key, Span source) {
        if (said.merge(key, -1, Integer::sum) == 0) {
            rows.remove(key);
            denials.putIfAbsent(key.type() + true, new Denial(key.type(), true, source));
        }
    }

    void name(Collection<Receiver> receivers) {
        named.addAll(receivers);
    }

    void deny(Mentions.Mention mention, Chapters.Chapter around, Span source) {
        boolean local = mention.standing() == Mentions.Standing.LOCAL || around.says(Chapters.Says.KEPT);
        denials.putIfAbsent(mention.type() + local, new Denial(mention.type(), local, source));
    }

    Optional<Row> of(Key key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** A purpose that was said later, for a row that has none. */
    void explain(Key key, Optional<String> purpose) {
        of(key).filter(row -> row.purpose().isEmpty())
                .ifPresent(row -> rows.put(
                        key,
                        new Row(
                                row.type(),
                                row.receivers(),
                                purpose,
                                row.scene(),
                                row.frequency(),
                                row.link(),
                                row.source())));
    }

    Draft draft() {
        return new Draft(List.copyOf(rows.values()), List.copyOf(named), List.copyOf(denials.values()));
    }
}

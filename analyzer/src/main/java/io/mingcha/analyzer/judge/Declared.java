package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.attribute.RecipientName;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.signal.PurposeWords;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Declaration.DeclaredData;
import io.mingcha.flows.SessionSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the declaration of a session says of types, to whom, for what and how often. */
final class Declared {
    private final List<DeclaredData> data;
    private final DataTypes types;
    private final PurposeWords words;

    private Declared(List<DeclaredData> data, DataTypes types, PurposeWords words) {
        this.data = data;
        this.types = types;
        this.words = words;
    }

    static Declared of(SessionSpec spec, DataTypes types, PurposeWords words) {
        return new Declared(spec.declaration().map(Declaration::data).orElse(List.of()), types, words);
    }

    Set<String> types() {
        return data.stream().map(DeclaredData::type).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<DeclaredData> about(String type) {
        List<String> covering = types.withParents(type);
        return data.stream().filter(d -> covering.contains(d.type()));
    }

    boolean declares(String type) {
        return about(type).findAny().isPresent();
    }

    /** Whether the type is declared for this recipient; a use that names no recipient is one for all. */
    boolean declaresFor(String type, Attributed to, String host) {
        return about(type)
                .anyMatch(d -> d.recipients().isEmpty()
                        || d.recipients().stream()
                                .map(RecipientName::new)
                                .anyMatch(name -> name.means(host, to.recipient())));
    }

    /** Whether some declared purpose of the type covers what its recipient does; one that is not written covers all. */
    boolean covers(String type, List<String> recipientPurposes) {
        Set<String> covered = new HashSet<>();
        for (DeclaredData use : about(type).toList()) {
            if (use.purpose().isEmpty()) {
                return true;
            }
            covered.addAll(words.in(use.purpose().get()));
        }
        return recipientPurposes.stream().anyMatch(covered::contains);
    }

    /** Whether the type is declared for a scene by name. */
    boolean namesScene(String type, String scene) {
        return about(type).anyMatch(d -> d.scenes().contains(scene));
    }

    /** The most generous frequency that is declared for the type; empty if one is not said or not understood. */
    Optional<Frequency> frequency(String type) {
        List<Optional<Frequency>> all =
                about(type).map(d -> d.frequency().flatMap(Frequency::parse)).toList();
        return all.isEmpty() || all.contains(Optional.<Frequency>empty())
                ? Optional.empty()
                : all.stream()
                        .map(f -> f.orElse(null))
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> a.perHour() >= b.perHour() ? a : b);
    }
}

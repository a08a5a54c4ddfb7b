package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.attribute.RecipientName;
import io.mingcha.analyzer.catalogue.BareNames;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.signal.PurposeWords;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Declaration.DeclaredData;
import io.mingcha.flows.SessionSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the declaration of a session says of types, to whom, for what and how often. */
final class Declared {
    private final List<DeclaredData> data;
    private final DataTypes types;
    private final BareNames bare;
    private final PurposeWords words;
    private final Map<String, RecipientName> names = new HashMap<>();
    private final Map<String, List<DeclaredData>> byType = new HashMap<>();
    private final Map<String, Optional<Frequency>> frequencies = new HashMap<>();

    /** Of what and for whom it is asked: a type, and a recipient behind a host. */
    record Use(String type, Attributed to, String host) {}

    private Declared(List<DeclaredData> data, DataTypes types, BareNames bare, PurposeWords words) {
        this.data = data;
        this.bare = bare;
        this.types = types;
        this.words = words;
    }

    static Declared of(SessionSpec spec, DataTypes types, BareNames bare, PurposeWords words) {
        return new Declared(spec.declaration().map(Declaration::data).orElse(List.of()), types, bare, words);
    }

    Set<String> types() {
        return data.stream().map(DeclaredData::type).collect(Collectors.toUnmodifiableSet());
    }

    private List<DeclaredData> about(String type) {
        return byType.computeIfAbsent(type, t -> {
            List<String> covering = types.withParents(t);
            return data.stream().filter(d -> covering.contains(d.type())).toList();
        });
    }

    boolean declares(String type) {
        return !about(type).isEmpty();
    }

    /** Whether the type is declared for this recipient; a use that names no recipient is one for all. */
    boolean declares(Use asked) {
        return about(asked.type()).stream().anyMatch(d -> isFor(d, asked));
    }

    /** Whether a use that names this recipient tells the type, if any use names him: what he gets is then said there, and not by a use for all. */
    boolean tells(Use asked) {
        List<DeclaredData> its = data.stream()
                .filter(d -> !d.recipients().isEmpty() && isFor(d, asked))
                .toList();
        return its.isEmpty() || about(asked.type()).stream().anyMatch(its::contains);
    }

    private boolean isFor(DeclaredData use, Use asked) {
        return use.recipients().isEmpty()
                || use.recipients().stream()
                        .map(written -> names.computeIfAbsent(written, name -> new RecipientName(name, bare)))
                        .anyMatch(name -> name.means(asked.host(), asked.to().recipient()));
    }

    /** The uses of a type by this recipient; if it is declared for others only, what those may. */
    private List<DeclaredData> uses(Use asked) {
        List<DeclaredData> all = about(asked.type());
        List<DeclaredData> its = all.stream().filter(d -> isFor(d, asked)).toList();
        return its.isEmpty() ? all : its;
    }

    /** Whether some declared purpose of the type covers what its recipient does; one that is not written covers all. */
    boolean covers(Use asked) {
        Set<String> covered = new HashSet<>();
        for (DeclaredData use : uses(asked)) {
            if (use.purpose().isEmpty()) {
                return true;
            }
            covered.addAll(words.in(use.purpose().get()));
        }
        return asked.to().recipient().purposes().stream().anyMatch(covered::contains);
    }

    /** Whether the type is declared for a scene by one of its names. */
    boolean namesScene(String type, Set<String> scene) {
        return about(type).stream().anyMatch(d -> d.scenes().stream().anyMatch(scene::contains));
    }

    /**
     * Whether the recipient may have the type in other scenes than this one only.
     *
     * @param scene under each of its names; empty outside every scene
     * @param known tells names of scenes from other words, of which nobody knows whether they mean this scene
     */
    boolean isForOtherScenes(Use asked, Set<String> scene, Predicate<String> known) {
        List<DeclaredData> uses = uses(asked);
        return !scene.isEmpty()
                && !uses.isEmpty()
                && uses.stream()
                        .allMatch(d -> !d.scenes().isEmpty()
                                && d.scenes().stream().noneMatch(scene::contains)
                                && d.scenes().stream().allMatch(known));
    }

    /** The most generous frequency that is declared for the type; empty if one is not said or not understood. */
    Optional<Frequency> frequency(Use asked) {
        List<Optional<Frequency>> all = uses(asked).stream()
                .map(d -> d.frequency().flatMap(f -> frequencies.computeIfAbsent(f, Frequency::parse)))
                .toList();
        return all.isEmpty() || all.contains(Optional.<Frequency>empty())
                ? Optional.empty()
                : all.stream()
                        .map(f -> f.orElse(null))
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> a.perHour() >= b.perHour() ? a : b);
    }
}

package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Declaration.DeclaredData;
import io.mingcha.flows.SessionSpec;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session supplies to every judgement. */
public record SessionFacts(SessionSpec spec, Timeline timeline, DataTypes types, Set<String> declaredTypes) {

    public static SessionFacts of(SessionSpec spec, DataTypes types) {
        Set<String> declared = spec.declaration()
                .map(d -> d.data().stream().map(DeclaredData::type).collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
        return new SessionFacts(spec, new Timeline(spec), types, declared);
    }

    boolean declares(String type) {
        return types.withParents(type).stream().anyMatch(declaredTypes::contains);
    }

    /** PIPL art. 31: everything about a child under 14 is sensitive. */
    boolean isChild() {
        return spec.persona().age().isPresent() && spec.persona().age().getAsInt() < 14;
    }

    /** Whether the session supplies what facts may need: a marker kind, or a part of the session file. */
    boolean supplies(String need) {
        return switch (need) {
            case "declaration" -> spec.declaration().isPresent();
            case "app.first_party" -> !spec.app().firstParty().isEmpty();
            case "persona.age" -> spec.persona().age().isPresent();
            case "background" -> timeline.watchesState();
            default -> timeline.watches(need);
        };
    }
}

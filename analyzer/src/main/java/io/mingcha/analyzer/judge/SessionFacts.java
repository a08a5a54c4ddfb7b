package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Domain;
import io.mingcha.analyzer.catalogue.BareNames;
import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.Categories;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.catalogue.Profile;
import io.mingcha.analyzer.signal.PurposeWords;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.App;
import io.mingcha.flows.SessionSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a session supplies to every judgement.
 *
 * @param own domains of the app
 * @param names what only stands around them
 * @param earlier what an earlier version of the app sent and to whom, as {@link #pair} writes it; absent without one
 */
public record SessionFacts(
        SessionSpec spec,
        Timeline timeline,
        DataTypes types,
        Categories categories,
        Profile profile,
        Declared declared,
        List<Domain> own,
        BareNames names,
        Optional<Set<String>> earlier) {

    public static SessionFacts of(
            SessionSpec spec, Catalogue catalogue, PurposeWords purposes, Optional<Set<String>> earlier) {
        DataTypes types = catalogue.types();
        Categories categories = catalogue.categories();
        BareNames names = catalogue.recipients().bareNames();
        App app = spec.app();
        return new SessionFacts(
                spec,
                new Timeline(spec),
                types,
                categories,
                categories.profile(app.category(), app.sector()),
                Declared.of(spec, types, names, purposes),
                app.firstParty().stream().map(Domain::of).toList(),
                names,
                earlier);
    }

    /** A type and who received it. */
    public static String pair(String type, String recipient) {
        return type + " " + recipient;
    }

    /** PIPL art. 31: everything about a child under 14 is sensitive. */
    boolean isChild() {
        return spec.persona().age().isPresent() && spec.persona().age().getAsInt() < 14;
    }

    String sector() {
        return categories.sector(spec.app().category(), spec.app().sector()).orElse("");
    }

    /** The data types that the declaration names. */
    public Set<String> declaredTypes() {
        return declared.types();
    }

    boolean needsNothing() {
        return spec.app().category().map(categories::needsNothing).orElse(false);
    }

    /** Whether a host is one of the app's own domains. */
    boolean isOwn(String host) {
        for (Domain domain : own) {
            if (domain.holds(host)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word names a scene: one that the session entered, or that a profile knows. */
    boolean isScene(String word) {
        return categories.scenes().contains(word)
                || timeline.markers().stream()
                        .anyMatch(m -> m.kind().equals("scene_enter")
                                && m.argument().filter(word::equals).isPresent());
    }

    /** Whether what was marked, and what was not, can be read for and against the app. */
    boolean leavesRoom() {
        return timeline.leavesRoom() || !timeline.watches("scene_enter") && profile.hasScenes();
    }

    Prompts prompts() {
        return new Prompts(timeline.markers());
    }

    /** Whether the session supplies what facts may need: a marker kind, a part of the session file, something noted. */
    boolean supplies(String need) {
        return switch (need) {
            case "declaration" -> spec.declaration().isPresent();
            case "app.first_party" -> !spec.app().firstParty().isEmpty();
            case "app.category" -> spec.app().category().isPresent();
            // most categories have none
            case "app.sector" ->
                !sector().isEmpty()
                        || spec.app().category().flatMap(categories::name).isPresent();
            case "profile" ->
                spec.app().category().isPresent() || spec.app().sector().isPresent();
            case "persona.age" -> spec.persona().age().isPresent();
            case "background" -> timeline.watchesState();
            case "baseline" -> earlier.isPresent();
            default -> need.indexOf('.') > 0 ? spec.noted().containsKey(need) : timeline.watches(need);
        };
    }
}

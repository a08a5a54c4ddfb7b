package io.mingcha.analyzer.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which data a service needs, always or in some scenes, which it does not, and which it must not have. */
public final class Profile {
    static final Profile NONE = new Profile(List.of(), Map.of(), List.of(), List.of(), Map.of(), Map.of());

    private final List<Listed> necessary;
    private final Map<String, List<Listed>> conditional;
    private final List<Listed> unnecessary;
    private final List<Listed> prohibited;
    private final Map<String, List<String>> substitutes;
    private final Map<String, List<Listed>> functions;

    /**
     * @param substitutes for each type those in whose place it may stand
     * @param functions by the name of a scene what its function is made of, whoever offers it
     */
    Profile(
            List<Listed> necessary,
            Map<String, List<Listed>> conditional,
            List<Listed> unnecessary,
            List<Listed> prohibited,
            Map<String, List<String>> substitutes,
            Map<String, List<Listed>> functions) {
        this.necessary = necessary;
        this.conditional = conditional;
        this.unnecessary = unnecessary;
        this.prohibited = prohibited;
        this.substitutes = substitutes;
        this.functions = functions;
    }

    Profile and(Profile other) {
        Map<String, List<Listed>> scenes = new LinkedHashMap<>(conditional);
        other.conditional.forEach((scene, listed) -> scenes.merge(scene, listed, Profile::joined));
        return new Profile(
                joined(necessary, other.necessary),
                scenes,
                joined(unnecessary, other.unnecessary),
                joined(prohibited, other.prohibited),
                substitutes.isEmpty() ? other.substitutes : substitutes,
                functions.isEmpty() ? other.functions : functions);
    }

    static List<Listed> joined(List<Listed> one, List<Listed> other) {
        List<Listed> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    /** Whether what is needed depends on the scene. */
    public boolean hasScenes() {
        return !conditional.isEmpty();
    }

    public Need need(String type, Circumstances seen) {
        boolean inScene = allowsInScene(type, seen);
        boolean ofFunction = isOfFunction(type, seen);
        return new Need(
                allows(necessary, type, seen),
                inScene,
                ofFunction,
                names(unnecessary, type, seen) && !((inScene || ofFunction) && onlyOutsideScenes(unnecessary, type)),
                names(prohibited, type, seen));
    }

    private static boolean onlyOutsideScenes(List<Listed> list, String type) {
        return list.stream().filter(listed -> listed.type().equals(type)).allMatch(Listed::isOutsideScenes);
    }

    private boolean isOfFunction(String type, Circumstances seen) {
        return seen.scene().isPresent()
                && allows(functions.getOrDefault(seen.scene().get(), List.of()), type, seen);
    }

    private boolean allowsInScene(String type, Circumstances seen) {
        if (seen.scene().isPresent()) {
            return allows(conditional.getOrDefault(seen.scene().get(), List.of()), type, seen);
        }
        for (List<Listed> scene : conditional.values()) {
            if (allows(scene, type, seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean allows(List<Listed> list, String type, Circumstances seen) {
        if (names(list, type, seen)) {
            return true;
        }
        for (String other : substitutes.getOrDefault(type, List.of())) {
            if (names(list, other, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(List<Listed> list, String type, Circumstances seen) {
        for (Listed listed : list) {
            if (listed.type().equals(type) && listed.applies(seen)) {
                return true;
            }
        }
        return false;
    }
}

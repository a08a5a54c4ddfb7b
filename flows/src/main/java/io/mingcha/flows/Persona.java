package io.mingcha.flows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whose data the test device and account carry.
 *
 * @param known what the tester knows to be there, by data type id; {@code precise_location} as {@code "lat,lng"} in
 *     WGS-84 degrees
 * @param others the same of other people, such as the holder of a second test account
 */
public record Persona(OptionalInt age, Map<String, List<String>> known, Map<String, List<String>> others) {
    public static final Persona UNKNOWN = new Persona(OptionalInt.empty(), Map.of());

    public Persona {
        known = copy(known);
        others = copy(others);
    }

    public Persona(OptionalInt age, Map<String, List<String>> known) {
        this(age, known, Map.of());
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((type, texts) -> copy.put(type, List.copyOf(texts)));
        return Collections.unmodifiableMap(copy);
    }
}

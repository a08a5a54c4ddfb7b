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
 */
public record Persona(OptionalInt age, Map<String, List<String>> known) {
    public static final Persona UNKNOWN = new Persona(OptionalInt.empty(), Map.of());

    public Persona {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        known.forEach((type, values) -> copy.put(type, List.copyOf(values)));
        known = Collections.unmodifiableMap(copy);
    }
}

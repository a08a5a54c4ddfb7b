package io.mingcha.analyzer.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names one data type goes by, and what its values look like.
 *
 * @param check a validator by name, see {@code analyzer.detect}
 * @param pattern what the whole value must match
 * @param knownOnly the names only support known values
 */
public record FieldRule(
        String type,
        List<String> keys,
        List<String> keysZh,
        List<String> weak,
        Optional<String> check,
        Optional<Pattern> pattern,
        boolean knownOnly) {}

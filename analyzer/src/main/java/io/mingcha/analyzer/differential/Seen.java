package io.mingcha.analyzer.differential;

import java.util.Set;

/**
 * What a field held once.
 *
 * @param shown the field as it may be shown
 * @param types what detection found there
 */
record Seen(String value, Field shown, Set<String> types) {}

package io.mingcha.analyzer.differential;

import java.util.Set;

/**
 * What a field held once.
 *
 * @param written the value as the app wrote it: of bytes that were written as text, that text
 * @param shown the field as it may be shown
 * @param types what detection found there
 */
record Seen(String value, String written, Field shown, Set<String> types) {}

package io.mingcha.analyzer.learn;

import io.mingcha.flows.Exposure;

/**
 * A value that is known.
 *
 * @param transform what of the value stands there: {@code plain}, or a digest
 * @param confidence of whatever is equal to it
 * @param source the field whose name said what it is
 */
public record Learned(String type, String transform, double confidence, String value, Exposure.Place source) {}

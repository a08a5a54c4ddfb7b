package io.mingcha.analyzer.learn;

import io.mingcha.analyzer.decode.Node;

/**
 * A field of a request whose value is known from another exchange.
 *
 * @param toldAs the type that it was told as already, on which no finding rests; empty if none
 */
public record Candidate(Node node, long print, String path, String toldAs) {}

package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;

/**
 * Personal data found at a place of a message.
 *
 * @param offset and {@code length} in the recorded bytes of the outermost layer
 * @param transform {@code plain} or the digest it was written as
 * @param count items, for a bulk shape
 */
public record Hit(
        String type,
        Node node,
        int offset,
        int length,
        Method method,
        String transform,
        double confidence,
        int count,
        String value) {

    static Hit whole(String type, Node node, Method method, String transform, double confidence, String value) {
        return new Hit(type, node, node.offset(), node.length(), method, transform, confidence, 1, value);
    }
}

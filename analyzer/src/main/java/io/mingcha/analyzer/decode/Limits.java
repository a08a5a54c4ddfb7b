package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;

/**
 * How far decoding goes into one message.
 *
 * @param depth layers inside layers
 * @param nodes values and containers in all
 * @param bytes of a body that are looked at
 * @param expandedBytes that decompression and decoding may make in all
 * @param nesting of containers in JSON, XML and binary forms
 * @param work bytes looked at in all layers together: what bounds the time, and unlike a clock always at the same place
 */
public record Limits(int depth, int nodes, int bytes, int expandedBytes, int nesting, int work) {
    public static final Limits DEFAULT = new Limits(12, 50_000, 16 << 20, 64 << 20, 400, 256 << 20);

    /** Why decoding stops at the last layer. */
    Text tooManyLayers() {
        return Text.of(depth + " 层", "depth " + depth);
    }

    Text nestedTooDeep() {
        return Text.of("嵌套 " + nesting + " 级", "nested " + nesting + " deep");
    }

    Text expandedTooFar() {
        return Text.of("展开超过 " + expandedBytes + " 字节", "expands beyond " + expandedBytes + " bytes");
    }
}

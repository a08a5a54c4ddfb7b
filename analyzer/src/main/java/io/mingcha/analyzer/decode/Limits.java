package io.mingcha.analyzer.decode;

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
}

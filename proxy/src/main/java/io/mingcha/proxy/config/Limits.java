package io.mingcha.proxy.config;

/**
 * Bounds in bytes.
 *
 * @param head of a request or status line, and of all header lines together
 * @param hello of a ClientHello
 */
public record Limits(int head, int hello) {
    public static final Limits DEFAULT = new Limits(256 * 1024, 64 * 1024);
}

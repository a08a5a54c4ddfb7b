package io.mingcha.proxy.config;

/**
 * Bounds in bytes.
 *
 * @param head of a request or status line, and of all header lines together
 * @param hello of a ClientHello
 * @param raw kept of each direction of a connection that carries no HTTP; what comes after is counted
 */
public record Limits(int head, int hello, int raw) {
    public static final Limits DEFAULT = new Limits(256 * 1024, 64 * 1024, 1024 * 1024);
}

/**
 * The explicit proxy's port. LittleProxy listens, accepts and reads the first head of each connection, through its public
 * API only; then the connection is handed over to our engine, on the same event loop.
 *
 * <p>Knows everything below. Known by {@code io.mingcha.proxy}, which starts it. Its loggers name URIs at INFO: a log
 * configuration sets {@code org.littleshoot} to WARN.
 */
@NullMarked
package io.mingcha.proxy.front;

import org.jspecify.annotations.NullMarked;

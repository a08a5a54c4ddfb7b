/**
 * A small world on loopback to test against, and for the demonstration to play in: an authority of its own, servers that
 * answer by host and misbehave on request, a client for odd bytes, and a sink that keeps flows in memory.
 *
 * <p>Knows {@code certs} and {@code flows}. Known by tests and by the demonstration only.
 */
@NullMarked
package io.mingcha.testkit;

import org.jspecify.annotations.NullMarked;

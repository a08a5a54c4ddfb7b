/**
 * LittleProxy's own interception with Mingcha's recorder and certificates, as a process of its own to compare with.
 *
 * <p>Knows {@code store}, {@code certs}, {@code proxy.tls}. Known by: nobody; {@code bench.load} starts it.
 */
@NullMarked
package io.mingcha.bench.peer;

import org.jspecify.annotations.NullMarked;

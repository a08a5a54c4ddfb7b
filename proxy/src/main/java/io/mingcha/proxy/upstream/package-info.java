/**
 * The way to a server: names to addresses without blocking, destinations that are refused, connections and their TLS.
 *
 * <p>Knows {@code proxy.config}, {@code proxy.record}, {@code proxy.tls}. Known by {@code engine} and above.
 */
@NullMarked
package io.mingcha.proxy.upstream;

import org.jspecify.annotations.NullMarked;

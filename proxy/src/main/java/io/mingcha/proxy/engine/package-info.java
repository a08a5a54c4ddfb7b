/**
 * What every connection of one running proxy shares, and what is known of one client connection.
 *
 * <p>Knows {@code policy}, {@code record}, {@code site}, {@code tls}, {@code upstream}. Known by {@code relay}, {@code
 * http1}, {@code tunnel} and {@code front}.
 */
@NullMarked
package io.mingcha.proxy.engine;

import org.jspecify.annotations.NullMarked;

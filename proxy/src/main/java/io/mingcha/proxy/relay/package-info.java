/**
 * Bytes passed on as they are, both ways: what is not HTTP, what is not to be read, what follows an upgrade.
 *
 * <p>Knows {@code engine}. Known by {@code http1} and {@code tunnel}.
 */
@NullMarked
package io.mingcha.proxy.relay;

import org.jspecify.annotations.NullMarked;

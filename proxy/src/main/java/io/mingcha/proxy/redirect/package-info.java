/**
 * Connections that never asked for a proxy: where they were going is asked of the kernel.
 *
 * <p>Knows {@code listen}, {@code tunnel}, {@code relay}, {@code upstream}, {@code engine}. Known by whoever starts the proxy.
 */
@NullMarked
package io.mingcha.proxy.redirect;

import org.jspecify.annotations.NullMarked;

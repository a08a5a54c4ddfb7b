/**
 * Load through proxies that take turns, against one origin, and what it says.
 *
 * <p>Knows {@code bench.process}. Known by: {@code bench}.
 */
@NullMarked
package io.mingcha.bench.load;

import org.jspecify.annotations.NullMarked;

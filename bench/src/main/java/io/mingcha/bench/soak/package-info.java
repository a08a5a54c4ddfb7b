/**
 * The shipped command under load, under attack and under {@code kill -9}, for a bounded time.
 *
 * <p>Knows {@code testkit}, {@code store}, {@code bench.process}. Known by: {@code bench}.
 */
@NullMarked
package io.mingcha.bench.soak;

import org.jspecify.annotations.NullMarked;

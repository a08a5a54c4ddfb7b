/**
 * A night in the lab: the shipped {@code batch} on simulated phones behind a real adb server, and nothing of one in another's
 * session.
 *
 * <p>Knows {@code testkit}, {@code store}, {@code bench.process}. Known by: {@code bench}.
 */
@NullMarked
package io.mingcha.bench.night;

import org.jspecify.annotations.NullMarked;

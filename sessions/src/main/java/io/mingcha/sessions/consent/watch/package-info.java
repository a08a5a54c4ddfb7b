/**
 * What happened on a screen over a run, frame by frame: notices that came and went, choices made by a plan or by hand. What
 * the frames do not prove is told as unclear.
 *
 * <p>Knows {@code sessions.consent}, {@code sessions.device} and {@code flows}. Known by whoever runs a plan.
 */
@NullMarked
package io.mingcha.sessions.consent.watch;

import org.jspecify.annotations.NullMarked;

/**
 * Markers that somebody else wrote down: a table, or the device's own log.
 *
 * <p>Knows {@code flows} and {@code settings}.
 */
@NullMarked
package io.mingcha.sessions.marks;

import org.jspecify.annotations.NullMarked;

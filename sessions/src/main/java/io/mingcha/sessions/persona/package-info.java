/**
 * Invented people for test devices and accounts, and the drawer that keeps them.
 *
 * <p>Knows {@code flows} and {@code settings}.
 */
@NullMarked
package io.mingcha.sessions.persona;

import org.jspecify.annotations.NullMarked;

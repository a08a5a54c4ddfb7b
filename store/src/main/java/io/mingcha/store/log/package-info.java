/**
 * The log of a session: one row per exchange in an H2 file of the session's own, each with the whole description of the
 * exchange and its link in the hash chain.
 *
 * <p>Knows {@code flows}, {@code store.body} and {@code store.chain}. Known by {@code store}.
 */
@NullMarked
package io.mingcha.store.log;

import org.jspecify.annotations.NullMarked;

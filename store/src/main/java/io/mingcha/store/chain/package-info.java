/**
 * The hash chain over the records of a session: every record's hash covers the one before it, so that no record can be
 * changed, taken out or put in without all later ones showing it.
 *
 * <p>Knows nothing of ours. Known by {@code store} and {@code store.log}.
 */
@NullMarked
package io.mingcha.store.chain;

import org.jspecify.annotations.NullMarked;

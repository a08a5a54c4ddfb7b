/**
 * What became of the runs of a batch, in a database of its own beside the sessions.
 *
 * <p>Knows {@code flows} and {@code settings}. Known by whoever runs batches.
 */
@NullMarked
package io.mingcha.store.batch;

import org.jspecify.annotations.NullMarked;

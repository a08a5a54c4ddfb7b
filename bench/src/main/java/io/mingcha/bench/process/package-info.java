/**
 * Child processes of a run: started, measured through {@code /proc}, and always ended by the one who started them.
 *
 * <p>Knows nothing of the rest. Known by: all of {@code bench}.
 */
@NullMarked
package io.mingcha.bench.process;

import org.jspecify.annotations.NullMarked;

/**
 * How much of what passed could be read: counted flow by flow, the same for a capture that runs and for one that is stored.
 *
 * <p>Knows {@code flows}. Known by {@code analyzer} and by whoever shows how a capture goes.
 */
@NullMarked
package io.mingcha.analyzer.coverage;

import org.jspecify.annotations.NullMarked;

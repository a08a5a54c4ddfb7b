/**
 * The session file: what a tester says of a run. Read whole, every problem with line and column.
 *
 * <p>Knows {@code flows} and {@code settings}. Known by {@code analyzer}, which says which words it may use, and {@code cli}.
 */
@NullMarked
package io.mingcha.flows.session;

import org.jspecify.annotations.NullMarked;

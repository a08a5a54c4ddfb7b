/**
 * Examples: small captures, written down, for which a rule must hold or must not, and requests that show what an adapter says.
 *
 * <p>Knows {@code analyzer}, {@code flows} and {@code settings}. Known by {@code cli}. Does no I/O.
 */
@NullMarked
package io.mingcha.analyzer.example;

import org.jspecify.annotations.NullMarked;

/**
 * Examples of rules: small captures, written down, for which a rule must hold or must not.
 *
 * <p>Knows {@code analyzer}, {@code flows} and {@code settings}. Known by {@code cli}. Does no I/O.
 */
@NullMarked
package io.mingcha.analyzer.example;

import org.jspecify.annotations.NullMarked;

/**
 * What became of the findings of one analysis in another.
 *
 * <p>Knows {@code flows}, {@code analyzer} and {@code analyzer.judge}. Known by {@code reports} and {@code cli}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.comparison;

import org.jspecify.annotations.NullMarked;

/**
 * What became of the findings of one analysis in another.
 *
 * <p>Knows {@code flows}, {@code analyzer}, {@code analyzer.judge} and {@code analyzer.timeline}. Known by {@code reports} and {@code cli}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.comparison;

import org.jspecify.annotations.NullMarked;

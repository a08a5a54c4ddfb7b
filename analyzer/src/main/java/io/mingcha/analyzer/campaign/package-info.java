/**
 * The problems that a campaign of the authorities looks at, and what an analysis answers to each.
 *
 * <p>Knows {@code flows}, {@code settings} and {@code analyzer.judge}. Known by {@code analyzer} and {@code reports}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.campaign;

import org.jspecify.annotations.NullMarked;

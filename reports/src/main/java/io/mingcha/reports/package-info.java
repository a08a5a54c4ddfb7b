/**
 * One analysis, many forms: JSON for programs, text for a terminal, one self-contained page for people.
 *
 * <p>Knows {@code flows} and {@code analyzer}. Known by {@code cli}. Values are masked unless revealing is asked for.
 */
@NullMarked
package io.mingcha.reports;

import org.jspecify.annotations.NullMarked;

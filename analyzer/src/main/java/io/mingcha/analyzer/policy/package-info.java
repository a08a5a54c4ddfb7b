/**
 * What a privacy policy declares: its text and tables in, rows of a declaration out, each bound to the sentence that says it.
 *
 * <p>Knows {@code policy.text}, {@code policy.words}, {@code policy.receiver} and {@code settings}. Known by {@code Configuration} and the command line. Does no I/O: it is
 * handed the text.
 */
@NullMarked
package io.mingcha.analyzer.policy;

import org.jspecify.annotations.NullMarked;

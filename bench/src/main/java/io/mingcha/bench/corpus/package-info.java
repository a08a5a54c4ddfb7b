/**
 * Captures of an invented app, as large as asked for, and how fast they are analysed.
 *
 * <p>Knows {@code analyzer}, {@code flows}, {@code bench.process}. Known by: {@code bench}.
 */
@NullMarked
package io.mingcha.bench.corpus;

import org.jspecify.annotations.NullMarked;

/**
 * What a session teaches: a value that one request shows under a name that says what it is, is known wherever else it is sent.
 * What is kept of values that nobody has named yet is bounded. A value that is shown as several things is one of them. An id that says too
 * little alone and never changes is told.
 *
 * <p>Knows {@code flows}, {@code analyzer.catalogue}, {@code analyzer.detect} and {@code analyzer.decode}. Known by {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.learn;

import org.jspecify.annotations.NullMarked;

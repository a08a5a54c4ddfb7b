/**
 * What in the requests of two runs follows the person who used the app, whether or not anybody can read it.
 *
 * <p>Knows {@code flows}, {@code analyzer}, {@code analyzer.decode} and {@code analyzer.detect}. Known by {@code reports} and
 * {@code cli}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.differential;

import org.jspecify.annotations.NullMarked;

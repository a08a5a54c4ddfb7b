/**
 * Finds personal data in a decoded message. Each way of finding is a package of its own; here they are asked in their order, and
 * what one says is weighed against the others: a known value over a name, what a vendor says of a field over both.
 *
 * <p>Knows {@code flows}, {@code analyzer.decode}, {@code analyzer.adapter} and {@code analyzer.catalogue}. Known by {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect;

import org.jspecify.annotations.NullMarked;

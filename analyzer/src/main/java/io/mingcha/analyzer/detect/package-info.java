/**
 * Finds personal data in a decoded message: known values in any spelling or digest, numbers with check digits, named
 * fields whose value fits, positions as pairs, address books by shape, what an endpoint's vendor says
 * of its fields.
 *
 * <p>Knows {@code flows}, {@code analyzer.decode}, {@code analyzer.adapter} and {@code analyzer.catalogue}. Known by {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect;

import org.jspecify.annotations.NullMarked;

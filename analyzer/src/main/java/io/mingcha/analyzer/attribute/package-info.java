/**
 * Says who received something: recipient, party, whether it was declared.
 *
 * <p>Knows {@code flows} and {@code analyzer.catalogue}. Known by {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.attribute;

import org.jspecify.annotations.NullMarked;

/**
 * Values that tell by their own form or check digits what they are, whatever their field is called.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.decode}, hits and what is nobody's. Known by the other
 * packages of {@code analyzer.detect} and the configuration. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.check;

import org.jspecify.annotations.NullMarked;

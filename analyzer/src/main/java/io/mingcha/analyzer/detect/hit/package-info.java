/**
 * What detection says: a find, what was not kept and why, and who is told of it.
 *
 * <p>Knows {@code flows} and {@code analyzer.decode}. Known by all that detects, and by what makes exposures of it.
 * Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.hit;

import org.jspecify.annotations.NullMarked;

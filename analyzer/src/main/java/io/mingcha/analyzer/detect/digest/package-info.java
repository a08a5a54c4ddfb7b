/**
 * The digests that apps send instead of values.
 *
 * <p>Knows nothing of the project. Known by the other packages of {@code analyzer.detect}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.digest;

import org.jspecify.annotations.NullMarked;

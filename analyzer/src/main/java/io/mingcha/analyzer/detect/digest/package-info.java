/**
 * The digests and ciphers' hashes that apps send instead of a value.
 *
 * <p>Knows nothing of the project. Known by the other packages of {@code analyzer.detect}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.digest;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps what was found: in memory while it is little, beyond that in a file without a name. Knows {@code flows} only.
 * Known by {@code analyzer.judge} and the root package.
 */
@NullMarked
package io.mingcha.analyzer.exposure;

import org.jspecify.annotations.NullMarked;

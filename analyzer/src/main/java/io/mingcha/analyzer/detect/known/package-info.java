/**
 * The values that a session names, wherever they stand: in any spelling, cut in two, as a digest, salted or packed.
 * All of them at once, at a cost that does not depend on how many they are.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.decode}, hits, digests, checks and how a position is written.
 * Known by {@code analyzer.detect}; its spellings by the detectors beside it. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.known;

import org.jspecify.annotations.NullMarked;

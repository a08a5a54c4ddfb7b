/**
 * Positions: the known ones in every system and spelling, others by the names of two fields.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.decode}, hits and what is nobody's. Known by {@code
 * analyzer.detect} and known values. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.place;

import org.jspecify.annotations.NullMarked;

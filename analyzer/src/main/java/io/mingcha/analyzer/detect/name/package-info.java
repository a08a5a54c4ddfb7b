/**
 * Values that fit the names of their fields, with what stands around them for it and against it; fields of known
 * endpoints.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.adapter}, {@code analyzer.decode}, hits, checks, spellings
 * and what is nobody's. Known by {@code analyzer.detect}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.name;

import org.jspecify.annotations.NullMarked;

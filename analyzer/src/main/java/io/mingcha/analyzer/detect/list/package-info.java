/**
 * What is personal by its shape: address books, calls, messages, apps, networks around, recordings.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.decode}, hits, checks, spellings and what is nobody's. Known
 * by {@code analyzer.detect}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.list;

import org.jspecify.annotations.NullMarked;

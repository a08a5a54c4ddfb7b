/**
 * The rule catalogue and its application: each rule is data, its condition CEL over typed facts. A rule whose facts the
 * session cannot supply is not judgeable, never silently false.
 *
 * <p>Knows {@code flows}, {@code analyzer.catalogue}, {@code analyzer.attribute} and {@code analyzer.timeline}. Known by
 * {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.judge;

import org.jspecify.annotations.NullMarked;

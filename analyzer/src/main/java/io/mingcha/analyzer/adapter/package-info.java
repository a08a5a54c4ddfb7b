/**
 * What vendors publish of their endpoints: which field of which request carries which data type; {@code config/adapters}.
 *
 * <p>Knows {@code flows}, {@code settings}, {@code analyzer.decode}, {@code analyzer.catalogue} and the patterns of
 * {@code analyzer.recipe}. Known by {@code analyzer.detect} and {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.adapter;

import org.jspecify.annotations.NullMarked;

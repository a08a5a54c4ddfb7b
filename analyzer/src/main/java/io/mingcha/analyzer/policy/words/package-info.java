/**
 * The words of {@code config/policy.yaml}: kinds of data, purposes, headings of columns, negations; and where a text has them.
 * Knows {@code policy.text}.
 */
@NullMarked
package io.mingcha.analyzer.policy.words;

import org.jspecify.annotations.NullMarked;

/**
 * What is found in sessions and how it is told: analyses, reports, explanations, comparisons. Knows {@code analyzer} and
 * {@code reports}.
 */
@NullMarked
package io.mingcha.cli.report;

import org.jspecify.annotations.NullMarked;

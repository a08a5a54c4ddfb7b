/**
 * What analysts keep under {@code config/}: kinds of personal data, field names, recipients, clauses, categories. Loaded
 * whole, every problem with its line; looked up, never changed.
 *
 * <p>Knows {@code settings}. Known by the other packages of {@code analyzer} and by {@code reports}. Does no I/O: it is
 * handed the documents.
 */
@NullMarked
package io.mingcha.analyzer.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * From recorded flows to defensible findings: {@link io.mingcha.analyzer.Analyzer} decodes, detects, attributes and
 * judges. The same capture, session, secret and configuration always give the same result.
 *
 * <p>Knows {@code flows}, {@code settings} and its own packages. Known by {@code reports}, {@code cli}. Does no I/O.
 */
@NullMarked
package io.mingcha.analyzer;

import org.jspecify.annotations.NullMarked;

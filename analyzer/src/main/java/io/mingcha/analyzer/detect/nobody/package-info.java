/**
 * What is nobody's: values of documentation, zeros and digests of nothing, mailboxes of services, what is told of
 * things, positions that no device measured.
 *
 * <p>Knows {@code analyzer.catalogue}, {@code analyzer.decode} and digests. Known by the other packages of {@code
 * analyzer.detect}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.detect.nobody;

import org.jspecify.annotations.NullMarked;

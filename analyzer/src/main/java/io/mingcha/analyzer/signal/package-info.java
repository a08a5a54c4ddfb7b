/**
 * What a request says beside data: from which page it comes, which app it says it was sent by, whether it passes an opt-out on,
 * whether it carries credentials; and what the words of a declared purpose mean.
 *
 * <p>Knows {@code flows}, {@code settings}, {@code analyzer.catalogue} and {@code analyzer.decode}. Known by {@code analyzer} and {@code analyzer.judge}.
 * Pure.
 */
@NullMarked
package io.mingcha.analyzer.signal;

import org.jspecify.annotations.NullMarked;

/**
 * The words that every module speaks: what a session is, what one exchange was, what was found in it.
 *
 * <p>Immutable records only; no Netty, no JDBC, no I/O. Knows {@code settings}. Known by every other module.
 */
@NullMarked
package io.mingcha.flows;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP/1.x, message by message and object by object: one exchange at a time on each client connection, forwarded first
 * and recorded second, nothing gathered and nothing rewritten.
 *
 * <p>Knows {@code engine} and {@code relay}. Known by {@code tunnel} and {@code front}.
 */
@NullMarked
package io.mingcha.proxy.http1;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP/2, stream by stream: each stream of the app is one of the server's, frames cross as they come, and bytes are given
 * back to a sender's window only when the receiver has taken them. Forwarded first and recorded second.
 *
 * <p>Knows {@code engine} and, for what both versions share, {@code http1}. Known by {@code tunnel}.
 */
@NullMarked
package io.mingcha.proxy.http2;

import org.jspecify.annotations.NullMarked;

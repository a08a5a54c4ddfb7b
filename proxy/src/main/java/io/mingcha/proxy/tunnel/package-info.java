/**
 * What happens behind a CONNECT: what the first bytes are, the ClientHello and the decision on it, the handshakes of both
 * sides, and who takes over then. HTTP/2 joins where the negotiated protocol is looked at.
 *
 * <p>Knows {@code http1}, {@code relay} and below. Known by {@code front}.
 */
@NullMarked
package io.mingcha.proxy.tunnel;

import org.jspecify.annotations.NullMarked;

/**
 * TLS as the proxy sees it: what a ClientHello says and how it is recognised again, the shared contexts of both sides,
 * what is wrong with a server's certificate.
 *
 * <p>Knows {@code certs}, {@code flows} and {@code proxy.config}. Known by {@code policy}, {@code upstream} and above.
 */
@NullMarked
package io.mingcha.proxy.tls;

import org.jspecify.annotations.NullMarked;

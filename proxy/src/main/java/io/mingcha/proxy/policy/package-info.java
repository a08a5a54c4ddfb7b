/**
 * Who is intercepted: the question that the engine asks before it answers a ClientHello, and the possible answers.
 *
 * <p>Knows {@code flows} and {@code proxy.tls}. Known by the engine; implemented by whoever starts the proxy.
 */
@NullMarked
package io.mingcha.proxy.policy;

import org.jspecify.annotations.NullMarked;

/**
 * SOCKS5: connections become tunnels, datagrams are relayed, answered or refused.
 *
 * <p>Knows {@code dns}, {@code listen}, {@code tunnel}, {@code engine}, {@code upstream}. Known by whoever starts the proxy.
 */
@NullMarked
package io.mingcha.proxy.socks;

import org.jspecify.annotations.NullMarked;

/**
 * The WireGuard way in: an interface of this machine, the firewall rules that lead what arrives there to the proxy, and the
 * devices and apps that may come. Everything that is changed is written down first and undone from that note.
 *
 * <p>Knows {@code settings}. Known by the command.
 */
@NullMarked
package io.mingcha.gateway;

import org.jspecify.annotations.NullMarked;

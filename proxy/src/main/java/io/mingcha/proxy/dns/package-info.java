/**
 * Names for those who ask us: answered by the name servers of the machine, without the hints that would lead an app past
 * the proxy; every question is recorded.
 *
 * <p>Knows {@code listen}, {@code engine}, {@code site}. Known by {@code socks} and whoever starts the proxy.
 */
@NullMarked
package io.mingcha.proxy.dns;

import org.jspecify.annotations.NullMarked;

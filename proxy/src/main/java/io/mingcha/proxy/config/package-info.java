/**
 * What a user can set about the proxy: plain records, parsed and checked, no behaviour of the network.
 *
 * <p>Knows {@code settings}. Known by the whole proxy and by the command line.
 */
@NullMarked
package io.mingcha.proxy.config;

import org.jspecify.annotations.NullMarked;

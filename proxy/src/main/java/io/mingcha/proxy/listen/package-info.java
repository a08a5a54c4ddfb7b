/**
 * Ports of our own beside LittleProxy's: who comes in there, on which event loops.
 *
 * <p>Knows {@code upstream}. Known by {@code socks} and {@code redirect}.
 */
@NullMarked
package io.mingcha.proxy.listen;

import org.jspecify.annotations.NullMarked;

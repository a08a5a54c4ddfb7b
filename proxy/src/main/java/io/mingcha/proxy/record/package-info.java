/**
 * The bridge from buffers of the network to the record: what is handed over, when it is copied, when the flow waits.
 *
 * <p>Knows {@code flows}. Known by everything in the engine that moves bytes.
 */
@NullMarked
package io.mingcha.proxy.record;

import org.jspecify.annotations.NullMarked;

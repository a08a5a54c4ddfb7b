/**
 * Bodies in append-only segment files. A segment is a header of 64 bytes and records, each with its length, a CRC-32C,
 * the flow it belongs to, its direction and its place in the body.
 *
 * <p>Knows {@code flows}. Known by {@code store} and {@code store.log}.
 */
@NullMarked
package io.mingcha.store.body;

import org.jspecify.annotations.NullMarked;

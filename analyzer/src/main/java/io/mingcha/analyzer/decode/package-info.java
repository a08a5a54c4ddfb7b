/**
 * Opens a message into a tree of leaves, each with the path that leads to it and the recorded bytes it stands on. Layers
 * are recognised by what the bytes are, not by what headers say; every layer is bounded, a broken one is reported and
 * what could be read of it stays.
 *
 * <p>Knows {@code flows} and {@code analyzer.recipe}. Known by {@code analyzer.detect} and {@code analyzer}. Does no I/O and keeps no state.
 */
@NullMarked
package io.mingcha.analyzer.decode;

import org.jspecify.annotations.NullMarked;

/**
 * Sessions as things: made, imported, listed, marked, shown, exported, verified, purged. Knows {@code store}; known by
 * {@code report}.
 */
@NullMarked
package io.mingcha.cli.session;

import org.jspecify.annotations.NullMarked;

/**
 * How a batch goes on, as a terminal shows it. Knows {@code sessions}; known by the command.
 */
@NullMarked
package io.mingcha.cli.progress;

import org.jspecify.annotations.NullMarked;

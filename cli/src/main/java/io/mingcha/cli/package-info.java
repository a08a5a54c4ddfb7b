/**
 * The command {@code mingcha}: where all modules meet. One class a command; what commands share is {@link
 * io.mingcha.cli.Context}.
 *
 * <p>Knows every module. Known by nobody.
 */
@NullMarked
package io.mingcha.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The command {@code mingcha}: where all modules meet. Here is its entry and the list of commands, one class each, which live in the
 * packages below by what they are about.
 *
 * <p>Knows every module. Known by nobody.
 */
@NullMarked
package io.mingcha.cli;

import org.jspecify.annotations.NullMarked;

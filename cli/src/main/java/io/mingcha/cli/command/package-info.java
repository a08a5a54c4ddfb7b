/**
 * What every command has at hand: data folder, configuration and language, sessions to open, the capture that runs, lines and
 * files it writes, exit codes. Known by all commands; knows none of them.
 */
@NullMarked
package io.mingcha.cli.command;

import org.jspecify.annotations.NullMarked;

/**
 * Privacy policies as files: pages, plain text, and PDF with its tables; and what is drafted from one as a session file. Knows
 * {@code analyzer}; known by the commands.
 */
@NullMarked
package io.mingcha.cli.policy;

import org.jspecify.annotations.NullMarked;

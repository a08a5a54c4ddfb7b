/**
 * Privacy policies as files: pages, plain text, and PDF with its tables. Knows {@code analyzer}; known by the commands.
 */
@NullMarked
package io.mingcha.cli.policy;

import org.jspecify.annotations.NullMarked;

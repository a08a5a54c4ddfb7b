/**
 * What a capture shows of personal data while it runs. Knows {@code analyzer} and {@code store}; known by the commands.
 */
@NullMarked
package io.mingcha.cli.live;

import org.jspecify.annotations.NullMarked;

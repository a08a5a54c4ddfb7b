/**
 * The capture that a person steers, and the process that looks at it meanwhile. Knows {@code phone}, {@code traffic} and
 * {@code live}; what other terminals ask of it goes through {@link io.mingcha.cli.command.Context}.
 */
@NullMarked
package io.mingcha.cli.capture;

import org.jspecify.annotations.NullMarked;

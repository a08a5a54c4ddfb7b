/**
 * What a run does, step by step, as testers write it in YAML: read whole, with line and column of whatever is wrong.
 *
 * <p>Knows {@code device}, {@code flows} and {@code settings}. Steps act on a {@link io.mingcha.sessions.plan.Stage}, which
 * whoever runs a plan provides.
 */
@NullMarked
package io.mingcha.sessions.plan;

import org.jspecify.annotations.NullMarked;

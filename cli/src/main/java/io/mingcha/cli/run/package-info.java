/**
 * Scripted app sessions: plans, one run, a night of them, each with a proxy and a session of its own. Knows {@code capture},
 * {@code phone}, {@code traffic} and {@code report}.
 */
@NullMarked
package io.mingcha.cli.run;

import org.jspecify.annotations.NullMarked;

/**
 * Scripted sessions: a plan drives a device, markers fall when the screen tells, each connection is tied to its app.
 *
 * <p>Knows {@code settings} and {@code flows}. What records the traffic comes through an interface of its own; {@code cli}
 * gives it the proxy.
 */
@NullMarked
package io.mingcha.sessions;

import org.jspecify.annotations.NullMarked;

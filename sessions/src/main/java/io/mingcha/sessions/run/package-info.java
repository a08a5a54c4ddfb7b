/**
 * Carries out plans: the device is driven, the traffic recorded, the screen watched, and in the end the run says whether a
 * verdict may rest on it.
 *
 * <p>Knows {@code plan}, {@code device}, {@code consent}, {@code flows} and {@code settings}. Whatever records the traffic is a
 * {@link io.mingcha.sessions.run.CaptureService}.
 */
@NullMarked
package io.mingcha.sessions.run;

import org.jspecify.annotations.NullMarked;

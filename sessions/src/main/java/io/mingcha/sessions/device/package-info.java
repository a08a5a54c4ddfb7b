/**
 * What a plan drives: a phone, an emulator or a browser, as the rest of this module sees it.
 *
 * <p>Knows {@code settings}. Known by every driver, by the recogniser and by whoever runs a plan.
 */
@NullMarked
package io.mingcha.sessions.device;

import org.jspecify.annotations.NullMarked;

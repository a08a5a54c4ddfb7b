/**
 * A browser as a device: Debian's Chromium with a profile, a home and a certificate database of its own, driven by
 * Playwright. It validates every certificate; the capture's root lies in that database and nowhere else.
 *
 * <p>Playwright comes without its bundle of Node and browsers (198 MB): Node and Chromium are those of the system.
 *
 * <p>Knows {@code sessions.device}, {@code sessions.page} and {@code settings}. Known by whoever opens a device.
 */
@NullMarked
package io.mingcha.sessions.browser;

import org.jspecify.annotations.NullMarked;

/**
 * Phones through Appium: UiAutomator2 for Android, XCUITest for iOS, and a browser for tests.
 *
 * <p>The W3C WebDriver protocol is spoken by a client of our own, some two hundred lines: Appium's Java client brings
 * Selenium with OpenTelemetry, 23 MB of which a plan would use a dozen requests.
 *
 * <p>Knows {@code sessions.device}, {@code sessions.page} and {@code settings}. Known by whoever opens a device.
 */
@NullMarked
package io.mingcha.sessions.appium;

import org.jspecify.annotations.NullMarked;

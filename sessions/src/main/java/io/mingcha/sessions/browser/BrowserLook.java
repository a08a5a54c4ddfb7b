package io.mingcha.sessions.browser;

import java.util.Optional;

/**
 * As what a browser presents itself to sites.
 *
 * @param userAgent Chromium's own if absent
 * @param width of the page in its own pixels
 * @param mobile it has a touch screen and obeys the viewport that a page asks for
 */
public record BrowserLook(
        Optional<String> userAgent, int width, int height, double density, boolean mobile, String locale) {

    public static BrowserLook desktop() {
        return new BrowserLook(Optional.empty(), 1280, 800, 1, false, "zh-CN");
    }

    /** An Android phone; its user agent names the version that the browser really has. */
    public static BrowserLook phone() {
        return new BrowserLook(Optional.empty(), 412, 915, 2.625, true, "zh-CN");
    }
}

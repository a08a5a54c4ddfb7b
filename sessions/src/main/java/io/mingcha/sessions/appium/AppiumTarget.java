package io.mingcha.sessions.appium;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which device to drive, through which server.
 *
 * @param server such as {@code http://127.0.0.1:4723}
 * @param name what people call it
 * @param more capabilities beside those that the platform needs; they win
 */
public record AppiumTarget(URI server, String name, Platform platform, Map<String, Object> more) {

    /** What Appium drives it with. */
    public enum Platform {
        ANDROID,
        IOS,
        /** A browser, whose apps are addresses. */
        BROWSER
    }

    public AppiumTarget {
        more = Map.copyOf(more);
    }

    /** A phone or emulator by its adb serial. */
    public static AppiumTarget android(URI server, String serial) {
        return new AppiumTarget(server, serial, Platform.ANDROID, Map.of("appium:udid", serial));
    }

    /** An iPhone or simulator by its UDID. */
    public static AppiumTarget ios(URI server, String udid) {
        return new AppiumTarget(server, udid, Platform.IOS, Map.of("appium:udid", udid));
    }

    public AppiumTarget with(String capability, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(capability, value);
        return new AppiumTarget(server, name, platform, all);
    }

    /** The browser's system is the server's, which is this one unless {@code more} names another. */
    private static String system() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.contains("win") ? "windows" : os.contains("mac") ? "mac" : "linux";
    }

    Map<String, Object> capabilities() {
        Map<String, Object> all = new LinkedHashMap<>();
        switch (platform) {
            case ANDROID -> {
                all.put("platformName", "Android");
                all.put("appium:automationName", "UiAutomator2");
                // The recogniser reads what is there, and what has been removed must not be waited for.
                all.put("appium:disableWindowAnimation", true);
                all.put("appium:autoGrantPermissions", false);
            }
            case IOS -> {
                all.put("platformName", "iOS");
                all.put("appium:automationName", "XCUITest");
                // Alerts are what a consent session is about: none may be answered by Appium.
                all.put("appium:autoAcceptAlerts", false);
                all.put("appium:autoDismissAlerts", false);
            }
            case BROWSER -> {
                all.put("platformName", system());
                all.put("browserName", "chrome");
                all.put("appium:automationName", "Chromium");
            }
        }
        if (platform != Platform.BROWSER) {
            // What an app remembers is part of the session; a plan clears it where it means to.
            all.put("appium:noReset", true);
            all.put("appium:newCommandTimeout", 600);
        }
        all.putAll(more);
        return all;
    }
}

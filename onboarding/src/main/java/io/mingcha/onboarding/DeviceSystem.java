package io.mingcha.onboarding;

import io.mingcha.settings.Text;
import java.util.Locale;

/** What runs on the device that asks, as far as its browser says. */
enum DeviceSystem {
    ANDROID("Android"),
    HARMONY("HarmonyOS"),
    IOS("iPhone, iPad"),
    WINDOWS("Windows"),
    MACOS("macOS"),
    LINUX("Linux");

    private final String title;

    DeviceSystem(String title) {
        this.title = title;
    }

    /** The order matters: HarmonyOS calls itself Android too, and everything calls itself Mozilla. */
    static DeviceSystem of(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("harmony") || agent.contains("arkweb")) {
            return HARMONY;
        }
        if (agent.contains("iphone") || agent.contains("ipad") || agent.contains("ipod")) {
            return IOS;
        }
        if (agent.contains("android")) {
            return ANDROID;
        }
        if (agent.contains("windows")) {
            return WINDOWS;
        }
        // an iPad says it is a Mac: the page for macOS points on to that for iPads
        return agent.contains("macintosh") ? MACOS : agent.contains("linux") ? LINUX : ANDROID;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Text title() {
        return Text.same(title);
    }
}

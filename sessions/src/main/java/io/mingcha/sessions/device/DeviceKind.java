package io.mingcha.sessions.device;

import java.util.Locale;

/** What a device is, whatever drives it. */
public enum DeviceKind {
    ANDROID,
    IOS,
    BROWSER;

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.mingcha.sessions.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a device's traffic comes to the capture. */
public enum WayIn {
    /** An HTTP proxy that the device is told of, however it reaches it. */
    PROXY,
    /** The same through a port of the device that adb leads here. */
    REVERSE,
    /** The same straight over the network, where the device's own ports are seen. */
    NETWORK,
    /** A SOCKS5 proxy that the device is told of. */
    SOCKS,
    /** A tunnel of the gateway that a person set up before: nothing is set on the device. */
    TUNNEL;

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(WayIn::label).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static WayIn of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

package io.mingcha.flows;

import java.util.Optional;

/**
 * Who sent it.
 *
 * @param address IP address and port
 * @param tag the user name of its proxy credentials: names a device or app
 */
public record Client(String address, Optional<String> tag) {
    public static final Client UNKNOWN = new Client("", Optional.empty());
}

package io.mingcha.flows;

import java.util.Optional;

/**
 * Who sent it.
 *
 * @param address IP address and port
 * @param tag the user name of its proxy credentials: names a device or app
 * @param owner whose the connection was, if a run found out
 * @param way by which it came, if the record tells
 */
public record Client(String address, Optional<String> tag, Optional<Owner> owner, Optional<WayIn> way) {
    public static final Client UNKNOWN = new Client("", Optional.empty());

    public Client(String address, Optional<String> tag) {
        this(address, tag, Optional.empty(), Optional.empty());
    }

    /** The user that it authenticated as names the device or app. */
    public Client tagged(String user) {
        return new Client(address, Optional.of(user), owner, way);
    }

    public Client withOwner(Owner found) {
        return new Client(address, tag, Optional.of(found), way);
    }

    /** Whether the connection surely was not the app's under test. */
    public boolean isForeign() {
        return owner.map(Owner::isForeign).orElse(false);
    }

    /** The device or app behind all its connections: its name, else the app's whose they are, else its address without the port. */
    public String who() {
        return tag.or(() -> owner.flatMap(Owner::app)).orElseGet(() -> {
            int colon = address.lastIndexOf(':');
            String host = colon < 0 ? address : address.substring(0, colon);
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        });
    }
}

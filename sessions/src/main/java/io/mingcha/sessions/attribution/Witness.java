package io.mingcha.sessions.attribution;

/** What an owner is known by, strongest first. */
public enum Witness {
    /** The client named itself: credentials, or an address that one app alone has. */
    TAG,
    /** The device's table of sockets, by the port that both sides see. */
    PORT,
    /** The device's table of sockets, by when a socket came and went: no port is seen on both sides. */
    TIME,
    /** The app was in front. Others may send from behind it. */
    FOREGROUND,
    /** The client says so, and may say anything. */
    USER_AGENT,
    NOTHING
}

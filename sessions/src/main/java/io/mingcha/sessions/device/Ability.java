package io.mingcha.sessions.device;

/** What a device may be able to do beside showing and tapping; plans are checked against it before they run. */
public enum Ability {
    INSTALL,
    CLEAR,
    UNLOCK,
    PERMISSIONS,
    LOCATE,
    SHELL,
    /** It says which app is in the foreground. */
    FOREGROUND,
    /** It says which app a socket belongs to. */
    SOCKETS,
    /** It says what identifies it, such as an Android ID. */
    IDENTIFIERS,
    /** Its hardware keys leave the app and come back. */
    HOME
}

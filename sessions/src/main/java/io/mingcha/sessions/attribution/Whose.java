package io.mingcha.sessions.attribution;

/** Whose a connection was, as far as a session needs to know. */
public enum Whose {
    /** The app under test. */
    APP,
    OTHER_APP,
    /** Android itself, under one of its own user ids. */
    SYSTEM,
    UNKNOWN
}

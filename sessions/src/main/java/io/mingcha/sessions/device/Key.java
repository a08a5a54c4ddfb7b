package io.mingcha.sessions.device;

/** Keys that every device has in some form. */
public enum Key {
    BACK,
    HOME,
    ENTER
}

package io.mingcha.testkit.phone;

/** Whether a phone gives its shell all rights. */
public enum Root {
    NONE,
    /** By the command su. */
    SU,
    /** By {@code adb root}, as emulators without Google Play. */
    DEBUGGABLE
}

package io.mingcha.testkit.phone;

/** What keeps a phone from being used. */
public enum Lock {
    NONE,
    SWIPE,
    SECRET
}

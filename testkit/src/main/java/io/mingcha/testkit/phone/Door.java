package io.mingcha.testkit.phone;

/** How a phone treats a computer that it meets. */
public enum Door {
    /** Lets everyone in, as some emulators do. */
    OPEN,
    /** Asks for a key and accepts it, as if its owner tapped «Allow» at once. */
    ASKING,
    /** Shows the dialog, and nobody taps it. */
    SHUT
}

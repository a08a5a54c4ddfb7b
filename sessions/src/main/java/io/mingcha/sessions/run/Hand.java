package io.mingcha.sessions.run;

import java.util.Optional;

/** A person who uses the device by hand and says at the keyboard what happens. */
public interface Hand {

    /** What was said since it was last asked, if anything; does not wait. */
    Optional<Said> said();

    /** One thing said. */
    sealed interface Said {
        /** A marker, as it is written. */
        record Mark(String label) implements Said {}

        /** Keep a picture. */
        record Picture() implements Said {}

        /** That is all. */
        record End() implements Said {}
    }
}

package io.mingcha.sessions.consent.watch;

import java.time.Instant;
import java.util.List;

/** Follows one kind of thing through a run. */
interface Track {

    List<Event> frame(View view);

    List<Event> tapped(Tap tap);

    /** The run is over: what is still open stays unclear. */
    List<Event> ended(Instant at);
}

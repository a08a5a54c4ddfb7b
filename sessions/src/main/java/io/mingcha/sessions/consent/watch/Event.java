package io.mingcha.sessions.consent.watch;

import io.mingcha.flows.Marker;
import io.mingcha.settings.Text;
import java.time.Instant;

/** What the frames of a run tell. */
public sealed interface Event {

    /**
     * A marker that is proved.
     *
     * @param evidence by what
     */
    record Fell(Marker marker, Text evidence) implements Event {}

    /**
     * Something that happened, or may have, without proof.
     *
     * @param kind what it would have been, as a marker is written
     */
    record Unclear(String kind, Instant notBefore, Instant notAfter, Text why) implements Event {}
}

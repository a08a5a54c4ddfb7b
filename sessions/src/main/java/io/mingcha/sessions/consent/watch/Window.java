package io.mingcha.sessions.consent.watch;

import io.mingcha.flows.Marker;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;

/** When something happened: not before one instant, and by another. */
record Window(Instant from, Instant to) {

    Window {
        if (to.isBefore(from)) {
            to = from;
        }
    }

    /** Both, and what lies between them. */
    Window with(Window later) {
        return new Window(from.isBefore(later.from) ? from : later.from, to.isAfter(later.to) ? to : later.to);
    }

    Event fell(String kind, Text evidence) {
        Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
        return new Event.Fell(Marker.within(kind, middle, from, to, Marker.Source.SCREEN), evidence);
    }

    Event unclear(String kind, Text why) {
        return new Event.Unclear(kind, from, to, why);
    }
}

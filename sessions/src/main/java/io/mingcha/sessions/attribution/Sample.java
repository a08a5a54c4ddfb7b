package io.mingcha.sessions.attribution;

import io.mingcha.sessions.device.OpenSocket;
import java.time.Instant;
import java.util.List;

/**
 * All sockets that were open on the device at some instant between two; what is not among them was not open then.
 *
 * @param from when it was asked for, by this machine
 * @param to when the answer was there
 */
public record Sample(Instant from, Instant to, List<OpenSocket> sockets) {
    public Sample {
        sockets = List.copyOf(sockets);
    }
}

package io.mingcha.flows;

import java.time.Instant;

/**
 * Takes what the proxy sees, as it sees it. Methods are called on event loops and never block; a sink that falls behind
 * says so through {@link #isWritable()} and the flow waits.
 */
public interface FlowSink {

    /** The clock of the session: wall time that never runs backwards, to the nanosecond. */
    Instant now();

    /** The number of the next client connection, from 0. */
    int nextConnection();

    /** A client's connection is gone. */
    default void disconnected(int connection) {}

    /** Opens the record of an exchange or tunnel; calls give out ordinals in order. */
    FlowRecorder open(Opening opening);

    /** Whether more bytes may be handed over; if not, stop reading and wait for {@link #whenWritable}. */
    boolean isWritable();

    /** Runs once, soon after the sink has room again; on any thread. */
    void whenWritable(Runnable resume);

    /** What is known when an exchange or tunnel begins. */
    record Opening(int connection, String scheme, String protocol, Client client, Server server, Instant opened) {}
}

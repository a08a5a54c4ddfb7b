package io.mingcha.cli.command;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.store.RecordingSession;
import java.util.OptionalLong;

/** What a command that runs within the process of a capture may ask it. */
public interface OwnCapture {
    RecordingSession recording();

    /** What is decided about hosts while it runs. */
    SessionPolicy policy();

    /** What could be read so far. */
    Readability readability();

    /** Packets of QUIC that the gateway refused meanwhile, if there is one that counts. */
    OptionalLong quicRefused();
}

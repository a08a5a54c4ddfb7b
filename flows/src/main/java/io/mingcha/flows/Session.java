package io.mingcha.flows;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One recorded run.
 *
 * @param ended absent while the capture runs
 * @param secret 32 bytes that key the digests of values found in this session
 * @param unrecordedSince from when exchanges passed without being recorded, if that happened
 */
public record Session(
        String id,
        SessionSpec spec,
        Instant started,
        Optional<Instant> ended,
        State state,
        byte[] secret,
        Optional<Instant> unrecordedSince) {

    /** How a session stands. */
    public enum State {
        RUNNING,
        COMPLETE,
        /** The capturing process died; everything up to its last second is there. */
        INTERRUPTED,
        /** Made from a HAR file. */
        IMPORTED
    }

    public Session {
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    public Session withSpec(SessionSpec replaced) {
        return new Session(id, replaced, started, ended, state, secret, unrecordedSince);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Session s
                && id.equals(s.id)
                && spec.equals(s.spec)
                && started.equals(s.started)
                && ended.equals(s.ended)
                && state == s.state
                && Arrays.equals(secret, s.secret)
                && unrecordedSince.equals(s.unrecordedSince);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Session[" + id + " " + state + " " + started + "]";
    }
}

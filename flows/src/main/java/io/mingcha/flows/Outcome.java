package io.mingcha.flows;

import java.util.Locale;

/**
 * How an exchange or tunnel ended.
 *
 * @param reason a short word that programs compare, such as {@code client_refused_certificate}; empty for complete from
 *     end to end
 * @param detail what was seen, for people; also what the proxy changed on the way
 */
public record Outcome(State state, String reason, String detail) {

    /** What became of it. */
    public enum State {
        /** Both messages arrived whole. */
        COMPLETE,
        /** One side ended early; what arrived is there. */
        INCOMPLETE,
        /** Bytes passed that could not be read: not decrypted, passed through, not HTTP. */
        UNREAD,
        /** The destination was refused by policy. */
        BLOCKED,
        /** The destination could not be reached; the answer, if any, is the proxy's own. */
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Outcome COMPLETE = new Outcome(State.COMPLETE, "", "");

    /** Complete too, but the server never learned of it. */
    public static final Outcome ANSWERED_BY_PROXY =
            new Outcome(State.COMPLETE, "answered_by_proxy", "answered in the server's place");

    /** The same with something added to the detail. */
    public Outcome with(String more) {
        return new Outcome(state, reason, detail.isEmpty() ? more : detail + "; " + more);
    }

    public static Outcome incomplete(String reason, String detail) {
        return new Outcome(State.INCOMPLETE, reason, detail);
    }

    public static Outcome unread(String reason, String detail) {
        return new Outcome(State.UNREAD, reason, detail);
    }

    public static Outcome blocked(String reason, String detail) {
        return new Outcome(State.BLOCKED, reason, detail);
    }

    public static Outcome failed(String reason, String detail) {
        return new Outcome(State.FAILED, reason, detail);
    }
}

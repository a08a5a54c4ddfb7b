package io.mingcha.sessions.device;

import io.mingcha.settings.Fault;

/** Something that befell a device in the middle of a run and did not end it. */
public record Disturbance(Kind kind, Fault fault) {

    /** What befell it. */
    public enum Kind {
        NETWORK_LOST,
        /** It has a network again. */
        NETWORK_BACK,
        /** Its network knows it by another address now. */
        ADDRESS_CHANGED,
        /** Its proxy setting was not ours any more. */
        PROXY_UNSET,
        /** The root was not among the certificates of its system any more. */
        CERTIFICATE_GONE,
        /** A lock screen hides the app. */
        LOCKED
    }

    /** Whether what was not recorded meanwhile may have been sent all the same, or would have been. */
    public boolean limits() {
        return switch (kind) {
            case NETWORK_LOST, PROXY_UNSET, CERTIFICATE_GONE -> true;
            case NETWORK_BACK, ADDRESS_CHANGED, LOCKED -> false;
        };
    }
}

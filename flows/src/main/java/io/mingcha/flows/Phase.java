package io.mingcha.flows;

import java.util.Locale;

/** Where an instant stands to the person's choices. */
public enum Phase {
    BEFORE_NOTICE,
    BEFORE_CONSENT,
    AFTER_CONSENT,
    AFTER_REFUSAL,
    AFTER_WITHDRAWAL,
    AFTER_OPT_OUT,
    /** The session watched for none of the markers that decide. */
    UNKNOWN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.mingcha.sessions.consent;

/** What an element of a screen is there for, as plans ask for it. */
public enum Role {
    /** Agrees to the notice. */
    AGREE,
    /** Refuses it; where nothing refuses outright, what lets the app be used with less. */
    REFUSE,
    /** Lets the app be used with less than full consent. */
    BASIC,
    /** Leads back to what was to be read. */
    REVIEW,
    /** Opens the choices of a notice one by one. */
    SETTINGS,
    /** The tick box of consent. */
    TICK,
    GUARDIAN,
    /** Grants the permission; where it is granted while the app is in use at most, that. */
    ALLOW,
    ALLOW_IN_USE,
    ALLOW_ONCE,
    /** Grants a part, such as some photos. */
    ALLOW_SOME,
    DENY,
    /** The entry to withdrawing consent. */
    WITHDRAW,
    /** The switch or entry against personalised content. */
    OPT_OUT,
    DELETE_TAGS,
    /** The entry to the end of the account. */
    DELETE_ACCOUNT,
    /** Confirms what was asked back. */
    CONFIRM,
    /** Does not confirm it. */
    KEEP,
    LOGIN,
    /** Passes a login by. */
    SKIP,
    UPDATE,
    /** Puts an update off. */
    LATER,
    CLOSE
}

package io.mingcha.sessions.consent;

/** What a screen says beside what it asks. */
public enum Remark {
    WITHDRAWN,
    DELETION_REQUESTED,
    ACCOUNT_DELETED,
    /** The app says that it runs with less. */
    BASIC_MODE,
    /** The text of a policy, to be read. */
    POLICY,
    /** It wants a login, and shows no way past. */
    LOGIN_WALL,
    LOGIN,
    UPDATE
}

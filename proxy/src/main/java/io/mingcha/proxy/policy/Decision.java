package io.mingcha.proxy.policy;

/** What happens to a connection. */
public sealed interface Decision {
    Decision INTERCEPT = new Intercept();

    static PassThrough passThrough(String reason) {
        return new PassThrough(reason, "not decrypted, passed through");
    }

    static Decision block(String reason) {
        return new Block(reason, "closed by policy");
    }

    /** It is read. */
    record Intercept() implements Decision {}

    /**
     * Its bytes pass unread.
     *
     * @param reason a short word for programs, which the record carries
     * @param detail what led to it, for people
     */
    record PassThrough(String reason, String detail) implements Decision {}

    /** It is closed. */
    record Block(String reason, String detail) implements Decision {}
}

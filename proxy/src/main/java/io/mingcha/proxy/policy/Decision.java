package io.mingcha.proxy.policy;

/** What happens to a connection. */
public sealed interface Decision {
    Decision INTERCEPT = new Intercept();

    static Decision passThrough(String reason) {
        return new PassThrough(reason);
    }

    static Decision block(String reason) {
        return new Block(reason);
    }

    /** It is read. */
    record Intercept() implements Decision {}

    /**
     * Its bytes pass unread.
     *
     * @param reason a short word for programs, which the record carries
     */
    record PassThrough(String reason) implements Decision {}

    /** It is closed. */
    record Block(String reason) implements Decision {}
}

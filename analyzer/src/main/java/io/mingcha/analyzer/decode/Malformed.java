package io.mingcha.analyzer.decode;

/** Bytes are not of the form as which they are read. Has no stack trace: it is how most readings end. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String reason) {
        super(reason, null, false, false);
    }
}

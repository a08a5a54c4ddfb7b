package io.mingcha.settings;

/**
 * An error as its reader needs it: what happened, where, what to do.
 *
 * @param where the file, address, host or option concerned, the same in every language
 */
public record Fault(Text what, String where, Text remedy) {

    public Fault {
        if (what.en().isBlank() || where.isBlank() || remedy.en().isBlank()) {
            throw new IllegalArgumentException("a fault names what, where and remedy: " + what);
        }
    }

    public String in(Language language) {
        return what.in(language) + " (" + where + "). " + remedy.in(language);
    }

    public FaultException asException() {
        return new FaultException(this, null);
    }

    public FaultException asException(Throwable cause) {
        return new FaultException(this, cause);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}

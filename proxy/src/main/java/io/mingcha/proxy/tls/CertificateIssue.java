package io.mingcha.proxy.tls;

import java.util.Locale;

/** What can be wrong with a server's certificate. */
public enum CertificateIssue {
    EXPIRED,
    NOT_YET_VALID,
    SELF_SIGNED,
    UNTRUSTED,
    WRONG_NAME;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.mingcha.proxy.config;

/** What happens when a server's certificate does not verify. */
public enum UpstreamVerification {
    /** The client gets an error that says why. */
    STRICT,
    /** The client is shown an equally bad certificate, and decides as it would have without the proxy. */
    MIRROR,
    /** The client never learns of it. */
    IGNORE
}

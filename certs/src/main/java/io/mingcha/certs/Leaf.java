package io.mingcha.certs;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate for one server, with its key. */
public record Leaf(PrivateKey key, X509Certificate certificate) {

    /** What a server presents: the root is the client's to know. */
    public List<X509Certificate> chain() {
        return List.of(certificate);
    }
}

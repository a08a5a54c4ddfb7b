package io.mingcha.proxy.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What is shown to servers that want a certificate of their client.
 *
 * @param hosts which servers it is shown to
 * @param chain the certificate of the key first
 */
public record ClientCertificate(HostPattern hosts, PrivateKey key, List<X509Certificate> chain) {

    public ClientCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key without a certificate");
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return hosts.text() + " " + chain.get(0).getSubjectX500Principal();
    }
}

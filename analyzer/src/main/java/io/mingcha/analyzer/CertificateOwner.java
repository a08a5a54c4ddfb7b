package io.mingcha.analyzer;

import io.mingcha.flows.Tls;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whose a server's own certificate is: the organisation of its subject (RFC 4514). */
final class CertificateOwner {
    private static final int LONGEST = 80;

    private CertificateOwner() {}

    static Optional<String> of(Tls server) {
        return server.chain().stream().findFirst().flatMap(CertificateOwner::organisation);
    }

    private static Optional<String> organisation(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("O"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(value -> ((String) value).strip())
                            .filter(value -> !value.isEmpty())
                            .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}

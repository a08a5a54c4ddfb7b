package io.mingcha.certs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Names in certificates, of their owners and of the machine they are made on. */
final class Names {
    private static final int COMMON_NAME_LIMIT = 64;
    private static final byte[] COMMON_NAME = Der.identifier("2.5.4.3");
    private static final byte[] ORGANISATION = Der.identifier("2.5.4.10");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    private Names() {}

    /** An encoded name of one common name; an empty one if it would be too long for that. */
    static byte[] commonName(String name) {
        return name.length() > COMMON_NAME_LIMIT ? Der.sequence() : Der.sequence(part(COMMON_NAME, name));
    }

    static byte[] ofAuthority(String organisation, String name) {
        return Der.sequence(part(ORGANISATION, organisation), part(COMMON_NAME, name));
    }

    private static byte[] part(byte[] kind, String value) {
        return Der.set(Der.sequence(kind, Der.utf8(value)));
    }

    /** A host name or an address literal among the names of a certificate (RFC 5280 §4.2.1.6). */
    static byte[] alternative(String name) {
        return isAddress(name)
                ? Der.implicit(7, address(name))
                : Der.implicit(2, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@link InetAddress} would ask the name service, so the shape decides. */
    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    private static byte[] address(String literal) {
        try {
            int zone = literal.indexOf('%');
            return InetAddress.getByName(zone < 0 ? literal : literal.substring(0, zone))
                    .getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither a host name nor an address: " + literal, e);
        }
    }

    static String commonName(X509Certificate certificate) {
        String all = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(all)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .findFirst()
                            .map(part -> part.getValue().toString())
                            .orElse(all);
        } catch (InvalidNameException e) {
            return all;
        }
    }

    static String machine() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "unnamed";
        }
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}

package io.mingcha.certs;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate of version 3 being put together (RFC 5280 §4.1). Written here rather than by a library because it is the
 * greater part of what a host costs that was never seen.
 */
final class CertificateDraft {
    /** What a key may do (RFC 5280 §4.2.1.3), bits of one octet. */
    static final int DIGITAL_SIGNATURE = 0x80;

    static final int KEY_ENCIPHERMENT = 0x20;
    static final int SIGN_CERTIFICATES = 0x04;
    static final int SIGN_REVOCATIONS = 0x02;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] VERSION_3 = Der.explicit(0, Der.integer(BigInteger.TWO));
    private static final byte[] NULL = {5, 0};
    private static final byte[] SHA256_WITH_RSA = Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), NULL);
    private static final byte[] SHA256_WITH_ECDSA = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
    private static final byte[] SUBJECT_KEY = Der.identifier("2.5.29.14");
    private static final byte[] KEY_USAGE = Der.identifier("2.5.29.15");
    private static final byte[] ALTERNATIVE_NAMES = Der.identifier("2.5.29.17");
    private static final byte[] BASIC_CONSTRAINTS = Der.identifier("2.5.29.19");
    private static final byte[] AUTHORITY_KEY = Der.identifier("2.5.29.35");
    private static final byte[] EXTENDED_KEY_USAGE = Der.identifier("2.5.29.37");
    private static final byte[] SERVERS = Der.sequence(Der.identifier("1.3.6.1.5.5.7.3.1"));

    private final byte[] issuer;
    private final byte[] subject;
    private final LeafRequest.Window window;
    private final PublicKey key;
    private final List<byte[]> extensions = new ArrayList<>();

    /**
     * @param issuer an encoded name
     * @param subject an encoded name, perhaps an empty one
     */
    CertificateDraft(byte[] issuer, byte[] subject, LeafRequest.Window window, PublicKey key) {
        this.issuer = issuer;
        this.subject = subject;
        this.window = window;
        this.key = key;
    }

    /** Of an authority with nothing below it but leaves. */
    CertificateDraft authority() {
        return with(BASIC_CONSTRAINTS, true, Der.sequence(Der.truth(), Der.integer(BigInteger.ZERO)));
    }

    CertificateDraft noAuthority() {
        return with(BASIC_CONSTRAINTS, true, Der.sequence());
    }

    CertificateDraft keyUsage(int bits) {
        return with(KEY_USAGE, true, Der.flags(bits));
    }

    CertificateDraft forServers() {
        return with(EXTENDED_KEY_USAGE, false, SERVERS);
    }

    /** They count for more where the subject says nothing. */
    CertificateDraft alternativeNames(byte[]... names) {
        return with(ALTERNATIVE_NAMES, subject.length == 2, Der.sequence(names));
    }

    CertificateDraft subjectKey(byte[] id) {
        return with(SUBJECT_KEY, false, Der.octets(id));
    }

    CertificateDraft authorityKey(byte[] id) {
        return with(AUTHORITY_KEY, false, Der.sequence(Der.implicit(0, id)));
    }

    private CertificateDraft with(byte[] what, boolean critical, byte[] value) {
        byte[] wrapped = Der.octets(value);
        extensions.add(critical ? Der.sequence(what, Der.truth(), wrapped) : Der.sequence(what, wrapped));
        return this;
    }

    X509Certificate sign(PrivateKey signing) throws GeneralSecurityException {
        boolean rsa = signing.getAlgorithm().equals("RSA");
        byte[] algorithm = rsa ? SHA256_WITH_RSA : SHA256_WITH_ECDSA;
        byte[] body = Der.sequence(
                VERSION_3,
                Der.integer(serial()),
                algorithm,
                issuer,
                Der.sequence(Der.time(window.notBefore()), Der.time(window.notAfter())),
                subject,
                key.getEncoded(),
                Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(signing);
        signature.update(body);
        byte[] whole = Der.sequence(body, algorithm, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    /** Positive, with 126 random bits. */
    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).setBit(126);
    }

    /** How most authorities identify a key: SHA-1 of its bits (RFC 5280 §4.2.1.2). */
    static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        byte[] info = key.getEncoded();
        int algorithm = Der.contentStart(info, 0);
        int bits = Der.end(info, algorithm);
        int unused = Der.contentStart(info, bits);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(info, unused + 1, Der.end(info, bits) - unused - 1);
        return sha1.digest();
    }
}

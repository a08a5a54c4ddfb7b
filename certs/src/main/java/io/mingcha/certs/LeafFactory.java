package io.mingcha.certs;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mints leaves. All share one key, so that a new host costs one signature and no key generation. */
final class LeafFactory {
    private static final String SUBJECT_KEY = "2.5.29.14";
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

    Leaf issue(Root root, LeafRequest request) throws GeneralSecurityException {
        KeyPair own = pair(request.key());
        byte[] subject = Names.commonName(request.names().get(0));
        CertificateDraft draft = new CertificateDraft(
                        issuer(root, request, subject),
                        subject,
                        request.window().orElseGet(() -> ownWindow(root)),
                        own.getPublic())
                .alternativeNames(
                        request.names().stream().map(Names::alternative).toArray(byte[][]::new))
                .noAuthority()
                .keyUsage(keyUsage(request))
                .forServers()
                .subjectKey(CertificateDraft.keyId(own.getPublic()));
        signerKeyId(root, request, own).ifPresent(draft::authorityKey);
        return new Leaf(own.getPrivate(), draft.sign(signingKey(root, request, own)));
    }

    /** An RSA key may also have to decrypt, in the key exchange of very old clients. */
    private static int keyUsage(LeafRequest request) {
        return request.key() == LeafRequest.KeyKind.EC
                ? CertificateDraft.DIGITAL_SIGNATURE
                : CertificateDraft.DIGITAL_SIGNATURE | CertificateDraft.KEY_ENCIPHERMENT;
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

    /** The root's subject goes over as it is encoded there: clients compare bytes. */
    private static byte[] issuer(Root root, LeafRequest request, byte[] subject) {
        return switch (request.signer()) {
            case AUTHORITY -> root.certificate().getSubjectX500Principal().getEncoded();
            case SELF -> subject;
            case STRANGER -> Names.commonName("Unknown authority");
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
            case SELF -> Optional.of(CertificateDraft.keyId(own.getPublic()));
            case STRANGER -> Optional.of(CertificateDraft.keyId(stranger.getPublic()));
        };
    }

    private static Optional<byte[]> subjectKeyId(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(SUBJECT_KEY))
                .map(wrapped -> Der.content(Der.content(wrapped, 0), 0));
    }
}

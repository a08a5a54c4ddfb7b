package io.mingcha.proxy.tls;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A TLS alert (RFC 8446, 6; numbers of the IANA registry of TLS alerts). */
public record Alert(int level, int code) {
    private static final int FATAL = 2;

    /** As BoringSSL and the JDK report an alert that came encrypted. */
    private static final Pattern REPORTED = Pattern.compile("(?:_ALERT_|fatal alert: )([A-Za-z_]+)");

    /** What an alert of the client says about the certificate that it was shown. */
    public enum Meaning {
        /** It does not accept it. Which stack says which is in {@link Kind}. */
        CERTIFICATE,
        /** The two sides found no common ground, or one of them broke the protocol. */
        PROTOCOL,
        /** A farewell, or a word that stacks use for anything. */
        NOTHING
    }

    /**
     * What clients send, and why. Stacks differ in the word that they choose for a certificate that they do not accept:
     *
     * <ul>
     *   <li>{@code unknown_ca}: OpenSSL for a missing issuer ({@code ssl_x509err2alert}), curl with it; NSS and Firefox
     *       for an unknown issuer ({@code ssl3_SendAlertForCertError}); rustls for {@code UnknownIssuer}; Secure
     *       Transport for {@code errSSLUnknownRootCert}
     *   <li>{@code certificate_unknown}: BoringSSL if its user's own check says no ({@code ssl_verify_peer_cert} begins
     *       with it), so Chromium, Cronet, WebView and Conscrypt, hence most apps on Android; the JDK
     *       ({@code CertificateMessage.getCertificateAlert})
     *   <li>{@code bad_certificate}: Go for whatever its check says ({@code verifyServerCertificate}), NSS where nothing
     *       fits better, apps that pin with a callback of OpenSSL
     *   <li>{@code decrypt_error}: OpenSSL if a signature in the chain does not verify
     *   <li>no alert: what compares keys after the handshake and then closes, as OkHttp's {@code CertificatePinner} and
     *       {@code curl --pinnedpubkey} do
     * </ul>
     */
    private enum Kind {
        CLOSE_NOTIFY(0, Meaning.NOTHING),
        UNEXPECTED_MESSAGE(10, Meaning.PROTOCOL),
        BAD_RECORD_MAC(20, Meaning.PROTOCOL),
        RECORD_OVERFLOW(22, Meaning.PROTOCOL),
        HANDSHAKE_FAILURE(40, Meaning.PROTOCOL),
        BAD_CERTIFICATE(42, Meaning.CERTIFICATE),
        UNSUPPORTED_CERTIFICATE(43, Meaning.CERTIFICATE),
        CERTIFICATE_REVOKED(44, Meaning.CERTIFICATE),
        CERTIFICATE_EXPIRED(45, Meaning.CERTIFICATE),
        CERTIFICATE_UNKNOWN(46, Meaning.CERTIFICATE),
        ILLEGAL_PARAMETER(47, Meaning.PROTOCOL),
        UNKNOWN_CA(48, Meaning.CERTIFICATE),
        ACCESS_DENIED(49, Meaning.CERTIFICATE),
        DECODE_ERROR(50, Meaning.PROTOCOL),
        DECRYPT_ERROR(51, Meaning.CERTIFICATE),
        PROTOCOL_VERSION(70, Meaning.PROTOCOL),
        INSUFFICIENT_SECURITY(71, Meaning.PROTOCOL),
        INTERNAL_ERROR(80, Meaning.NOTHING),
        INAPPROPRIATE_FALLBACK(86, Meaning.PROTOCOL),
        USER_CANCELED(90, Meaning.NOTHING),
        MISSING_EXTENSION(109, Meaning.PROTOCOL),
        UNSUPPORTED_EXTENSION(110, Meaning.PROTOCOL),
        UNRECOGNIZED_NAME(112, Meaning.PROTOCOL),
        BAD_CERTIFICATE_STATUS_RESPONSE(113, Meaning.CERTIFICATE),
        CERTIFICATE_REQUIRED(116, Meaning.PROTOCOL),
        NO_APPLICATION_PROTOCOL(120, Meaning.PROTOCOL),
        /** It may have found the certificate good, and wants a server that reads its encrypted ClientHello. */
        ECH_REQUIRED(121, Meaning.NOTHING);

        private static final Map<Integer, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toMap(k -> k.code, Function.identity()));

        private final int code;
        private final Meaning meaning;

        Kind(int code, Meaning meaning) {
            this.code = code;
            this.meaning = meaning;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With which a server turns away who showed it no certificate, or none that it takes. */
    private static final Set<Kind> WANTS_CERTIFICATE = EnumSet.of(
            Kind.CERTIFICATE_REQUIRED,
            Kind.BAD_CERTIFICATE,
            Kind.HANDSHAKE_FAILURE,
            Kind.CERTIFICATE_UNKNOWN,
            Kind.UNKNOWN_CA,
            Kind.ACCESS_DENIED);

    /** The alert that the text of an exception reports. */
    public static Optional<Alert> reportedBy(String message) {
        Matcher matcher = REPORTED.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String word = matcher.group(1).toLowerCase(Locale.ROOT);
        return Arrays.stream(Kind.values())
                .filter(k -> word.equals(k.word()))
                .findFirst()
                .map(k -> new Alert(FATAL, k.code));
    }

    private Optional<Kind> kind() {
        return Optional.ofNullable(Kind.BY_CODE.get(code));
    }

    /** Whether it is said by a client that wants its encrypted ClientHello to be read. */
    public boolean wantsEncryptedHello() {
        return kind().filter(k -> k == Kind.ECH_REQUIRED).isPresent();
    }

    public String name() {
        return kind().map(Kind::word).orElse("alert_" + code);
    }

    /** What it says if a client sends it after it was shown a certificate. */
    public Meaning meaning() {
        return kind().map(k -> k.meaning).orElse(Meaning.NOTHING);
    }

    /** Whether a server that asked for a certificate can mean with it that it got none that it takes. */
    public boolean wantsCertificate() {
        return kind().filter(WANTS_CERTIFICATE::contains).isPresent();
    }
}

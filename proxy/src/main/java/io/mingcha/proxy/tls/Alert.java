package io.mingcha.proxy.tls;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TLS alert (RFC 8446, 6). */
public record Alert(int level, int code) {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "close_notify"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(86, "inappropriate_fallback"),
            Map.entry(90, "user_canceled"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(120, "no_application_protocol"));
    private static final Set<Integer> NOT_ABOUT_THE_CERTIFICATE = Set.of(40, 47, 50, 70, 71, 86, 112, 120);

    private static final int FATAL = 2;

    /** As BoringSSL and the JDK report an alert that came encrypted. */
    private static final Pattern REPORTED = Pattern.compile("(?:_ALERT_|fatal alert: )([A-Za-z_]+)");

    /** The alert that the text of an exception reports. */
    public static Optional<Alert> reportedBy(String message) {
        Matcher matcher = REPORTED.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .findFirst()
                .map(e -> new Alert(FATAL, e.getKey()));
    }

    public String name() {
        return NAMES.getOrDefault(code, "alert_" + code);
    }

    /** Whether it can mean that the certificate was refused. */
    public boolean refusesCertificate() {
        return !NOT_ABOUT_THE_CERTIFICATE.contains(code);
    }
}

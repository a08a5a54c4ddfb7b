package io.mingcha.certs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which devices and programs take a root certificate. */
public enum ExportFormat {
    PEM,
    DER,
    P12,
    ANDROID,
    MOBILECONFIG;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportFormat> named(String label) {
        return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
    }
}

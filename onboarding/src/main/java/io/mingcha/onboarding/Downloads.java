package io.mingcha.onboarding;

import com.google.common.base.Suppliers;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Export;
import io.mingcha.certs.ExportFormat;
import io.mingcha.proxy.site.SiteResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The root certificate under the paths, names and types with which each system takes it. */
final class Downloads {
    private final Map<String, Supplier<Export>> files;
    private final String android;

    Downloads(CertificateAuthority authority) {
        Export system = authority.export(ExportFormat.ANDROID);
        this.android = system.fileName();
        this.files = Map.of(
                "/ca.pem",
                () -> authority.export(ExportFormat.PEM),
                "/ca.crt",
                () -> authority.export(ExportFormat.DER),
                "/ca.cer",
                () -> new Export(
                        "mingcha-ca.cer",
                        "application/pkix-cert",
                        authority.export(ExportFormat.DER).content()),
                // its password is stretched, which takes a while
                "/ca.p12",
                Suppliers.memoize(() -> authority.export(ExportFormat.P12)),
                "/ca.mobileconfig",
                () -> authority.export(ExportFormat.MOBILECONFIG),
                "/" + android,
                () -> system);
    }

    /** The name of the file in Android's system store. */
    String android() {
        return android;
    }

    Optional<SiteResponse> find(String path) {
        return Optional.ofNullable(files.get(path))
                .map(Supplier::get)
                .map(file -> new SiteResponse(
                        200,
                        file.mediaType(),
                        Map.of(
                                "Content-Disposition",
                                "attachment; filename=\"" + file.fileName() + "\"",
                                "X-Content-Type-Options",
                                "nosniff",
                                "Cache-Control",
                                "no-store"),
                        file.content()));
    }
}

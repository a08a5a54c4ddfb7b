package io.mingcha.onboarding;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Export;
import io.mingcha.certs.ExportFormat;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.settings.Language;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A page in the reader's language, and the downloads that it names. Everything is made once, when it is opened. */
public final class OnboardingSite implements LocalSite {
    private static final Map<String, ExportFormat> FIXED_PATHS = Map.of(
            "/ca.pem", ExportFormat.PEM,
            "/ca.crt", ExportFormat.DER,
            "/ca.p12", ExportFormat.P12,
            "/ca.mobileconfig", ExportFormat.MOBILECONFIG);

    private final Map<String, Export> downloads = new LinkedHashMap<>();
    private final StartPage page;

    public OnboardingSite(CertificateAuthority authority) {
        FIXED_PATHS.forEach((path, format) -> downloads.put(path, authority.export(format)));
        Export android = authority.export(ExportFormat.ANDROID);
        downloads.put("/" + android.fileName(), android);
        this.page = new StartPage(authority.name(), authority.fingerprint(), android.fileName());
    }

    @Override
    public SiteResponse answer(SiteRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return new SiteResponse(
                    405,
                    "text/plain; charset=utf-8",
                    Map.of("Allow", "GET, HEAD"),
                    "GET\n".getBytes(StandardCharsets.US_ASCII));
        }
        String path = request.path().replaceFirst("[?#].*", "");
        Export download = downloads.get(path);
        if (download != null) {
            return file(download);
        }
        Language language = language(request);
        return path.equals("/") ? html(200, page.in(language), language) : html(404, page.missing(language), language);
    }

    private static SiteResponse file(Export download) {
        return new SiteResponse(
                200,
                download.mediaType(),
                Map.of("Content-Disposition", "attachment; filename=\"" + download.fileName() + "\""),
                download.content());
    }

    private static SiteResponse html(int status, String text, Language language) {
        return new SiteResponse(
                status,
                "text/html; charset=utf-8",
                Map.of(
                        "Content-Language",
                        language == Language.ZH ? "zh-CN" : "en",
                        "Vary",
                        "Accept-Language",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first of the two languages that the reader names; Chinese for those who name none. */
    private static Language language(SiteRequest request) {
        for (String range : request.header("accept-language").orElse("").split(",")) {
            String tag = range.strip().toLowerCase(Locale.ROOT);
            if (tag.startsWith("zh")) {
                return Language.ZH;
            }
            if (tag.startsWith("en")) {
                return Language.EN;
            }
        }
        return Language.ZH;
    }
}

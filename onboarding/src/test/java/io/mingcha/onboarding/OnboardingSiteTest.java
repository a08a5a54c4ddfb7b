package io.mingcha.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteResponse;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnboardingSiteTest {
    @TempDir
    Path directory;

    private CertificateAuthority authority;
    private OnboardingSite site;

    @BeforeEach
    void open() {
        authority = CertificateAuthority.open(directory);
        site = new OnboardingSite(authority);
    }

    @Test
    void the_page_speaks_the_readers_language_and_chinese_otherwise() {
        assertThat(text(get("/", "en-GB,en;q=0.9"))).contains("Certificate Trust Settings", authority.name());
        assertThat(text(get("/", "zh-CN"))).contains("证书信任设置");
        assertThat(text(get("/", "fr-FR"))).contains("证书信任设置");
        assertThat(get("/", "en").contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void no_place_is_left_unfilled() {
        assertThat(text(get("/", "en"))).doesNotContain("{{");
        assertThat(text(get("/", "zh"))).doesNotContain("{{");
    }

    @Test
    void every_form_of_the_certificate_has_its_type_and_file_name() {
        String android = authority.export(ExportFormat.ANDROID).fileName();
        Map.of(
                        "/ca.pem",
                        "application/x-pem-file",
                        "/ca.crt",
                        "application/x-x509-ca-cert",
                        "/ca.p12",
                        "application/x-pkcs12",
                        "/ca.mobileconfig",
                        "application/x-apple-aspen-config",
                        "/" + android,
                        "application/octet-stream")
                .forEach((path, type) -> {
                    SiteResponse response = get(path, "zh");
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.contentType()).isEqualTo(type);
                    assertThat(response.headers().get("Content-Disposition")).startsWith("attachment; filename=");
                    assertThat(response.content()).isNotEmpty();
                });
    }

    @Test
    void no_download_carries_the_private_key() {
        for (String path : new String[] {
            "/ca.pem", "/" + authority.export(ExportFormat.ANDROID).fileName()
        }) {
            assertThat(text(get(path, "zh"))).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
        }
    }

    @Test
    void other_paths_and_methods_are_refused_politely() {
        assertThat(get("/authority.pem", "en").status()).isEqualTo(404);
        assertThat(get("/../x", "en").status()).isEqualTo(404);
        assertThat(site.answer(request("POST", "/", "en")).status()).isEqualTo(405);
    }

    private SiteResponse get(String path, String languages) {
        return site.answer(request("GET", path, languages));
    }

    private static SiteRequest request(String method, String path, String languages) {
        return new SiteRequest(
                method,
                "mingcha.test",
                path,
                Map.of("accept-language", languages),
                new InetSocketAddress("192.0.2.7", 40_000),
                new InetSocketAddress("192.0.2.1", 8888),
                SiteRequest.Way.PROXIED,
                Optional.empty(),
                true);
    }

    private static String text(SiteResponse response) {
        return new String(response.content(), StandardCharsets.UTF_8);
    }
}

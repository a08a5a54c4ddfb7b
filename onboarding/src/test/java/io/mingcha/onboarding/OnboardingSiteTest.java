package io.mingcha.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Export;
import io.mingcha.certs.ExportFormat;
import io.mingcha.proxy.site.SiteResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class OnboardingSiteTest {
    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    @TempDir
    Path directory;

    private CertificateAuthority authority;
    private Pairing pairing;
    private OnboardingSite site;

    @BeforeEach
    void open() {
        authority = CertificateAuthority.open(directory);
        pairing = new Pairing(Clock.systemUTC());
        site = new OnboardingSite(authority, pairing, new DeviceChecks(false), Clock.systemDefaultZone());
    }

    @Test
    void the_page_speaks_the_readers_language_and_chinese_otherwise() {
        assertThat(Asked.get("/").in("en-GB,en;q=0.9").textOf(site)).contains("Set up this device", authority.name());
        assertThat(Asked.get("/").in("zh-CN").textOf(site)).contains("设置此设备");
        assertThat(Asked.get("/").in("fr-FR").textOf(site)).contains("设置此设备");
        assertThat(Asked.get("/?lang=en").in("zh-CN").textOf(site))
                .contains("Set up this device", "href=\"/leave?lang=en\"", "href=\"/?lang=zh\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/leave", "/check", "/none"})
    void pages_load_nothing_from_elsewhere_and_run_nothing_unasked(String path) {
        for (DeviceSystem system : DeviceSystem.values()) {
            for (String language : List.of("zh", "en")) {
                SiteResponse page = Asked.get(path)
                        .with("user-agent", system.id())
                        .in(language)
                        .of(site);
                String text = new String(page.content(), StandardCharsets.UTF_8);

                assertThat(text).doesNotContain("{{", "style=\"", "onclick").contains("lang=\"" + language);
                assertThat(page.headers().get("Content-Security-Policy"))
                        .startsWith("default-src 'none'; style-src 'sha256-")
                        .doesNotContain("unsafe");
                Matcher sources = Pattern.compile("(?:src|action)=\"([^\"]+)\"").matcher(text);
                while (sources.find()) {
                    assertThat(sources.group(1)).matches("/.*|https?://([a-z2-7]+\\.)?mingcha\\.test/.*");
                }
            }
        }
    }

    @Test
    void every_link_of_every_page_leads_somewhere() {
        for (DeviceSystem system : DeviceSystem.values()) {
            for (String path : List.of("/", "/leave", "/none")) {
                String text =
                        Asked.get(path).with("user-agent", system.id()).in("en").textOf(site);
                Matcher links = Pattern.compile("href=\"(?:http://mingcha\\.test)?(/[^\"]*)\"")
                        .matcher(text);
                while (links.find()) {
                    if (!links.group(1).startsWith("/none")) {
                        assertThat(Asked.get(links.group(1)).of(site).status())
                                .as(links.group())
                                .isEqualTo(200);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36|/ca.crt",
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile|/ca.crt",
                "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 Mobile Safari/537.36|/ca.crt",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1|/ca.mobileconfig",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36|/ca.cer",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15|/ca.crt",
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0|/ca.pem"
            })
    void the_form_for_the_readers_system_comes_first(String agent, String path) {
        Matcher first = Pattern.compile("class=\"act\" href=\"([^\"]+)\"")
                .matcher(Asked.get("/").with("user-agent", agent).textOf(site));
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).isEqualTo(path);
    }

    @Test
    void who_is_not_yet_behind_the_proxy_is_told_what_to_type() {
        assertThat(Asked.get("/").directly().in("en").with("user-agent", IPHONE).textOf(site))
                .contains("<code>192.0.2.1</code>", "<code>8888</code>", "Configure Proxy", "<svg ");
        assertThat(Asked.get("/").in("en").textOf(site)).contains("reaches the proxy");
    }

    @Test
    void every_form_of_the_certificate_has_its_type_and_file_name() throws Exception {
        String android = authority.export(ExportFormat.ANDROID).fileName();
        Map<String, List<String>> expected = Map.of(
                "/ca.pem",
                List.of("application/x-pem-file", "mingcha-ca.pem"),
                "/ca.crt",
                List.of("application/x-x509-ca-cert", "mingcha-ca.crt"),
                "/ca.cer",
                List.of("application/pkix-cert", "mingcha-ca.cer"),
                "/ca.p12",
                List.of("application/x-pkcs12", "mingcha-ca.p12"),
                "/ca.mobileconfig",
                List.of("application/x-apple-aspen-config", "mingcha-ca.mobileconfig"),
                "/" + android,
                List.of("application/octet-stream", android));
        expected.forEach((path, words) -> {
            SiteResponse file = Asked.get(path).of(site);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.contentType()).isEqualTo(words.get(0));
            assertThat(file.headers().get("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + words.get(1) + "\"");
        });
    }

    @Test
    void openssl_finds_the_root_in_every_form_and_no_key() throws Exception {
        String fingerprint = authority.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        Path android = downloaded("/" + authority.export(ExportFormat.ANDROID).fileName());
        String[] print = {"-noout", "-fingerprint", "-sha256"};

        assertThat(openssl("x509", downloaded("/ca.pem"), print)).contains(fingerprint);
        assertThat(openssl("x509", android, print)).contains(fingerprint);
        assertThat(openssl("x509", downloaded("/ca.crt"), "-inform", "DER", "-noout", "-fingerprint", "-sha256"))
                .contains(fingerprint);
        assertThat(openssl("x509", downloaded("/ca.cer"), "-inform", "DER", "-noout", "-fingerprint", "-sha256"))
                .contains(fingerprint);
        assertThat(openssl("x509", android, "-noout", "-subject_hash_old").strip() + ".0")
                .isEqualTo(android.getFileName().toString());
        String store = openssl("pkcs12", downloaded("/ca.p12"), "-passin", "pass:" + Export.P12_PASSWORD, "-nodes");
        assertThat(store).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
        Files.writeString(directory.resolve("store.pem"), store);
        assertThat(openssl("x509", directory.resolve("store.pem"), print)).contains(fingerprint);
    }

    @Test
    void the_profile_is_a_property_list_that_carries_the_root_to_trust() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList data = factory.newDocumentBuilder()
                .parse(new InputSource(new ByteArrayInputStream(
                        Asked.get("/ca.mobileconfig").of(site).content())))
                .getElementsByTagName("data");

        assertThat(data.getLength()).isEqualTo(1);
        assertThat(Base64.getMimeDecoder().decode(data.item(0).getTextContent()))
                .isEqualTo(authority.root().getEncoded());
        assertThat(Asked.get("/ca.mobileconfig").textOf(site))
                .contains("com.apple.security.root", "<string>Configuration</string>");
    }

    private Path downloaded(String path) throws IOException {
        return Files.write(
                directory.resolve(path.substring(1)), Asked.get(path).of(site).content());
    }

    private static String openssl(String what, Path file, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", what, "-in", file.toString()));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void a_name_that_is_not_ours_gets_nothing_wherever_it_leads() {
        for (String host : List.of("rebound.example", "", "mingcha.test.example", "xmingcha.test", "1.2.3.4.example")) {
            assertThat(Asked.get("/").of(host).of(site).status()).as(host).isEqualTo(421);
        }
        for (String host : List.of("mingcha.test", "x.mingcha.test", "192.168.1.5", "fd00::1", "localhost")) {
            assertThat(Asked.get("/").of(host).of(site).status()).as(host).isEqualTo(200);
        }
    }

    @Test
    void other_paths_and_methods_are_refused_politely() {
        assertThat(Asked.get("/authority.pem").of(site).status()).isEqualTo(404);
        assertThat(Asked.get("/../x").of(site).status()).isEqualTo(404);
        assertThat(Asked.get("/").by("POST").of(site).status()).isEqualTo(405);
        for (String path : List.of("//other.example/", "/\\\\other.example", "/\"><b>")) {
            assertThat(Asked.get(path).textOf(site))
                    .doesNotContain("other.example", "\"><b>")
                    .contains("href=\"/?lang=");
        }
        assertThat(Asked.get("/<script>").textOf(site)).doesNotContain("/<script>");
    }

    @Test
    void a_stranger_sees_how_to_pair_and_nothing_else() {
        for (String path : List.of("/", "/ca.pem", "/check", "/leave", "/ca.mobileconfig")) {
            SiteResponse page = Asked.get(path).directly().asStranger().in("en").of(site);
            assertThat(page.status()).as(path).isEqualTo(403);
            assertThat(new String(page.content(), StandardCharsets.UTF_8)).contains("mingcha pair");
            assertThat(page.admits()).isFalse();
        }
    }

    @Test
    void a_token_lets_one_device_in_once() {
        String path = "/pair/" + pairing.token();

        assertThat(Asked.get(path).directly().asStranger().by("HEAD").of(site).admits())
                .isFalse();
        SiteResponse first = Asked.get(path).directly().asStranger().of(site);
        SiteResponse second =
                Asked.get(path).directly().asStranger().from("192.0.2.8").of(site);

        assertThat(first.admits()).isTrue();
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.headers()).containsEntry("Location", "/");
        assertThat(second.admits()).isFalse();
        assertThat(second.status()).isEqualTo(403);
    }

    @Test
    void who_is_in_already_uses_no_token_up() {
        String path = "/pair/" + pairing.token();

        assertThat(Asked.get(path).directly().of(site).admits()).isFalse();
        assertThat(Asked.get(path).directly().asStranger().of(site).admits()).isTrue();
    }
}

package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.cli.command.Exit;
import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One session from the first byte to the report, with every kind of client, through the shipped command only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {
    private Desk desk;
    private CaptureProcess capture;
    private Instant beforeMark;
    private Instant afterMark;
    private Command.Result whileRunning;
    private Command.Result marked;
    private Command.Result stopped;
    private int captureCode;

    @BeforeAll
    void record(@TempDir Path folder) throws Exception {
        desk = Desk.in(folder);
        capture = desk.capture("--session", desk.sessionFile());
        Curl curl = desk.curl(capture);
        assertThat(curl.post("https://log.tracker.example/sdk", "{\"did\":\"" + Person.md5(Person.IMEI) + "\"}"))
                .isEqualTo("well");
        Instant sent = Instant.now();
        whileRunning = desk.run("sessions");
        // the rules leave half a second of grace before consent, and a command is typed before it runs
        await().until(() -> Instant.now().isAfter(sent.plusSeconds(2)));
        beforeMark = Instant.now();
        marked = desk.run("mark", "consent_accept");
        afterMark = Instant.now();
        assertThat(okHttp("https://api.shop.example/login", "{\"mobile\":\"" + Person.PHONE + "\"}"))
                .isEqualTo("well");
        assertThat(jdk("https://img.shop.example/a.gif?oaid=" + Person.OAID)).isEqualTo("well");
        assertThat(Browser.in(folder.resolve("browser"))
                        .trusting(desk.authorityFile())
                        .behind(capture.proxy())
                        .dom("https://geo.nearby.example/near?lat=" + Person.LATITUDE + "&lng=" + Person.LONGITUDE))
                .contains("well");
        assertThat(curl.get("http://sms.plain.example/send?phone=" + Person.PHONE))
                .isEqualTo("well");
        Curl pinning = new Curl(folder, capture.proxy(), desk.world().authorityFile());
        assertThat(pinning.run("https://pinned.bank.example/").code()).isEqualTo(60);
        capture.waitForExchange("pinned\\.bank\\.example.*unread");
        stopped = desk.run("stop");
        captureCode = capture.command().exitCode();
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    private String okHttp(String url, String json) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", desk.authority().root());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, capture.proxy()))
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .build();
        try (Response response = client.newCall(new Request.Builder()
                        .url(url)
                        .post(RequestBody.create(json, MediaType.get("application/json")))
                        .build())
                .execute()) {
            return response.body().string();
        }
    }

    private String jdk(String url) throws Exception {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(capture.proxy()))
                .sslContext(RawClient.trusting(desk.authority().root()))
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Report report(String... more) {
        String[] args = {"analyze", capture.session(), "--format", "json"};
        return Report.of(desk.here(join(args, more)).out());
    }

    private static String[] join(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void a_capture_says_where_to_point_the_phone_and_how_to_go_on() {
        assertThat(whileRunning.out()).contains(capture.session()).contains("running");
        assertThat(marked.out()).startsWith("Marked consent_accept");
        assertThat(stopped.out()).contains("Stopped session " + capture.session());
        assertThat(captureCode).isZero();
        assertThat(capture.command().out())
                .contains("proxy at 127.0.0.1:" + capture.proxy().getPort())
                .containsPattern("\\d+ unread, 1 markers\\.")
                .endsWith("Next: mingcha analyze " + capture.session());
        assertThat(capture.command().err()).isEmpty();
    }

    @Test
    void a_stopped_session_is_listed_as_complete() {
        Command.Result sessions = desk.here("sessions");

        assertThat(sessions.code()).isZero();
        assertThat(sessions.out().lines().filter(l -> l.startsWith(capture.session())))
                .singleElement()
                .asString()
                .contains("complete")
                .contains("example.shop");
    }

    @Test
    void every_client_s_exchange_is_shown_with_the_markers() {
        Command.Result shown = desk.here("show", capture.session());

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("▸ consent_accept")
                .contains("https://log.tracker.example/sdk")
                .contains("https://api.shop.example/login")
                .contains("https://img.shop.example/a.gif")
                .contains("https://geo.nearby.example/near")
                .contains("http://sms.plain.example/send")
                .contains("pinned.bank.example")
                .contains("client refused the certificate");
    }

    @Test
    void a_filter_leaves_the_exchanges_that_match() {
        List<String> lines = desk.here("show", capture.session(), "--filter", "shop.example/login")
                .out()
                .lines()
                .filter(l -> l.startsWith("#"))
                .toList();

        assertThat(lines).singleElement().asString().contains("POST").contains("200");
    }

    @Test
    void one_exchange_is_shown_with_heads_tree_and_exposures_and_masked_until_asked() {
        Command.Result masked = desk.here("show", capture.session(), "--flow", "0");
        Command.Result revealed = desk.here("show", capture.session(), "--flow", "0", "--reveal");

        assertThat(masked.code()).isZero();
        assertThat(masked.out())
                .contains("POST /sdk HTTP/1.1")
                .contains("Content-Type: application/json")
                .contains("json $.did")
                .contains("TLS TLSv1.3")
                .contains("1 exposure(s)")
                .contains("known_value_hash md5")
                .doesNotContain(Person.IMEI)
                .doesNotContain(Person.md5(Person.IMEI));
        assertThat(revealed.out()).contains(Person.IMEI).contains(Person.md5(Person.IMEI));
    }

    @Test
    void the_text_report_leads_with_coverage_and_ends_with_what_was_not_judged() {
        Command.Result text = desk.run("analyze", capture.session());

        assertThat(text.code()).isEqualTo(Exit.FINDINGS);
        assertThat(text.out().lines().findFirst().orElse("")).contains("exchanges read");
        assertThat(text.out()).contains("CONS-02").contains("SEC-01").contains("Rules that could not be judged");
    }

    @Test
    void the_json_report_says_what_was_sent_when_and_to_whom() {
        Report report = report();

        assertThat(report.breaches()).isEmpty();
        assertThat(report.fired()).contains("CONS-01", "CONS-02", "SEC-01");
        JsonNode imei = report.exposuresOf("imei").get(0);
        assertThat(imei.path("method").asText()).isEqualTo("known_value_hash");
        assertThat(imei.path("phase").asText()).isEqualTo("before_notice");
        assertThat(imei.path("party").asText()).isEqualTo("third");
        assertThat(imei.path("path").asText()).isEqualTo("request.body ▸ json $.did");
        JsonNode phone = report.exposures(e -> e.path("dataType").asText().equals("phone_number")
                        && e.path("host").asText().equals("api.shop.example"))
                .get(0);
        assertThat(phone.path("phase").asText()).isEqualTo("after_consent");
        assertThat(phone.path("party").asText()).isEqualTo("first");
        assertThat(report.exposuresOf("oaid")).isNotEmpty();
        assertThat(report.exposuresOf("precise_location")).isNotEmpty();
        assertThat(report.coverage().path("verdict").asBoolean()).isTrue();
        assertThat(report.coverage().path("unreadBy").path("pinned").asInt()).isPositive();
        assertThat(Report.items(report.coverage().path("blind")))
                .extracting(JsonNode::asText)
                .containsExactly("pinned.bank.example");
    }

    @Test
    void a_marker_from_another_terminal_carries_the_window_between_typing_and_arrival() {
        JsonNode marker = report().json().path("session").path("markers").get(0);
        Instant notBefore = Instant.parse(marker.path("not_before").asText());
        Instant notAfter = Instant.parse(marker.path("not_after").asText());

        assertThat(marker.path("kind").asText()).isEqualTo("consent_accept");
        // the kernel tells the start of a process in hundredths of a second since boot
        assertThat(notBefore).isBetween(beforeMark.minusSeconds(1), afterMark);
        assertThat(notAfter).isAfter(notBefore).isBefore(afterMark);
    }

    @Test
    void the_same_session_gives_the_same_bytes_again() {
        String first =
                desk.here("analyze", capture.session(), "--format", "json").out();
        String second =
                desk.here("analyze", capture.session(), "--format", "json").out();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_report_is_written_where_it_is_asked_for() {
        Command.Result result =
                desk.run("analyze", capture.session(), "--format", "html", "--out", "reports/page.html");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("page.html");
        assertThat(desk.read("reports/page.html")).startsWith("<!doctype html>");
    }

    @Test
    void export_import_and_export_again_give_equal_entries() throws IOException {
        desk.run("export", capture.session(), "--format", "har", "--out", "first.har");
        Command.Result imported = desk.run("import", "first.har", "--session", "session.yaml");
        String id = imported.out().replaceAll("(?s).*as session (\\S+)\\. .*", "$1");
        desk.run("export", id, "--out", "second.har");

        JsonNode first = Report.parse(desk.read("first.har")).path("log").path("entries");
        JsonNode second = Report.parse(desk.read("second.har")).path("log").path("entries");
        assertThat(imported.code()).isZero();
        assertThat(first.size()).isGreaterThanOrEqualTo(6);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isEqualTo(first.get(i));
        }
        assertThat(second.size()).isEqualTo(first.size());
        assertThat(desk.here("sessions").out()).contains("imported");

        Command.Result purged = desk.run("purge", id);
        assertThat(purged.code()).isZero();
        assertThat(purged.out()).contains("Removed " + id).contains(first.size() + " exchanges");
        assertThat(desk.here("sessions").out()).doesNotContain(id);
        assertThat(Files.exists(desk.file("data/sessions").resolve(id))).isFalse();
        assertThat(desk.here("show", id).code()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void the_record_is_sound() {
        Command.Result verified = desk.here("verify", capture.session());

        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("is sound").contains("Chain head");
    }
}

package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.policy.InterceptRule.Action;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not take the certificate of the proxy, and what becomes of their sessions. */
class PinningTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: api.example\r\n\r\n";

    @TempDir
    Path directory;

    private final SessionPolicy policy = new SessionPolicy(() -> InterceptRules.NONE);

    private Bench bench() {
        return Bench.in(directory, c -> c, policy, LocalSite.none());
    }

    @Test
    void okhttp_that_pins_gets_through_at_its_third_try_and_its_other_hosts_are_read() throws Exception {
        try (Bench bench = bench()) {
            TestServer pinned = bench.world.tls(Script.saying("from the bank"), "api.example");
            TestServer open = bench.world.tls(Script.saying("open"), "cdn.example");
            OkHttpClient client = trustingBoth(bench)
                    .certificatePinner(new CertificatePinner.Builder()
                            .add(
                                    "api.example",
                                    CertificatePinner.pin(
                                            bench.world.authority().root()))
                            .build())
                    .build();

            assertThat(get(client, "https://cdn.example:" + open.port() + "/")).isEqualTo("open");
            String bank = "https://api.example:" + pinned.port() + "/";
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> get(client, bank)).isInstanceOf(IOException.class);
            }
            assertThat(get(client, bank)).isEqualTo("from the bank");
            client.connectionPool().evictAll();

            List<Flow> flows = bench.sink.await(4);
            assertThat(flows)
                    .extracting(f -> f.outcome().reason())
                    .containsExactly("", "closed_after_handshake", "closed_after_handshake", "passed_after_refusals");
            Flow passed = flows.get(3);
            assertThat(passed.outcome().state()).isEqualTo(Outcome.State.UNREAD);
            assertThat(passed.outcome().detail()).contains("2 refusals");
            assertThat(passed.server().sni()).contains("api.example");
            assertThat(passed.clientTls().orElseThrow().ja4())
                    .isEqualTo(flows.get(1).clientTls().orElseThrow().ja4());
            assertThat(passed.request().orElseThrow().body().length()).isPositive();
            assertThat(passed.response().orElseThrow().body().length()).isPositive();
            assertThat(passed.serverTls().orElseThrow().certificate())
                    .isEqualTo(flows.get(1).serverTls().orElseThrow().certificate());
            assertThat(passed.serverTls().orElseThrow().chain())
                    .first()
                    .asString()
                    .contains("api.example");
            assertThat(policy.passed())
                    .singleElement()
                    .satisfies(p -> assertThat(p.host()).isEqualTo("api.example"));
        }
    }

    @Test
    void curl_that_knows_another_authority() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("real"), "api.example");
            String url = "https://api.example:" + server.port() + "/";
            String theirs = bench.world.authorityFile().toString();
            for (int i = 0; i < 2; i++) {
                assertThat(curl(bench, "--cacert", theirs, url).code()).isEqualTo(60);
            }
            assertThat(curl(bench, "--cacert", theirs, url).output()).isEqualTo("real");
            assertThat(bench.sink.await(3))
                    .extracting(f -> f.outcome().reason())
                    .containsExactly(
                            "client_refused_certificate", "client_refused_certificate", "passed_after_refusals");
            assertThat(bench.sink.flows().get(2).outcome().detail()).contains("unknown_ca");
        }
    }

    @Test
    void curl_that_pins_a_key() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("real"), "api.example");
            Path both = Files.writeString(
                    directory.resolve("both.pem"),
                    pem(bench.authority.export(ExportFormat.PEM).content())
                            + pem(bench.world
                                    .authority()
                                    .export(ExportFormat.PEM)
                                    .content()));
            String url = "https://api.example:" + server.port() + "/";
            String pin = "sha256//" + java.util.Base64.getEncoder().encodeToString(keyDigest(bench, server.port()));
            for (int i = 0; i < 2; i++) {
                assertThat(curl(bench, "--cacert", both.toString(), "--pinnedpubkey", pin, url)
                                .code())
                        .isEqualTo(90);
            }
            assertThat(curl(bench, "--cacert", both.toString(), "--pinnedpubkey", pin, url)
                            .output())
                    .isEqualTo("real");
        }
    }

    @Test
    void the_http_client_of_the_jdk_that_knows_another_authority() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("real"), "api.example");
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(bench.address()))
                    .sslContext(RawClient.trusting(bench.world.authority().root()))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example:" + server.port() + "/"))
                    .build();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
                bench.sink.await(i + 1);
            }
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("real");
        }
    }

    @Test
    void chromium_that_does_not_know_the_authority() throws Exception {
        assumeTrue(isInstalled("chromium") && isInstalled("certutil"), "needs chromium and certutil");
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                            + "Content-Length: 17\r\n\r\n<p>the real</p>  ")),
                    "api.example");
            Path home = Files.createDirectories(directory.resolve("home"));
            Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
            String nss = "sql:" + database;
            run(home, "certutil", "-d", nss, "-N", "--empty-password");
            run(
                    home,
                    "certutil",
                    "-d",
                    nss,
                    "-A",
                    "-t",
                    "C,,",
                    "-n",
                    "world",
                    "-i",
                    bench.world.authorityFile().toString());
            String page = "";
            for (int i = 0; i < 4 && !page.contains("the real"); i++) {
                page = run(
                        home,
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + home.resolve("profile" + i),
                        "--proxy-server=127.0.0.1:" + bench.address().getPort(),
                        "--dump-dom",
                        "https://api.example:" + server.port() + "/page");
            }
            assertThat(page).contains("the real");
            List<Flow> ours = bench
                    .sink
                    .awaitThat(all ->
                            all.stream().anyMatch(f -> f.outcome().reason().equals("passed_after_refusals")))
                    .stream()
                    .filter(f -> f.server().host().equals("api.example"))
                    .toList();
            assertThat(ours.get(0).outcome().detail()).contains("certificate_unknown");
        }
    }

    @Test
    void a_spare_connection_is_no_refusal() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("read"), "api.example");
            Peer first = bench.secure("api.example", server.port());
            first.send(GET);
            assertThat(first.read().text()).isEqualTo("read");
            first.close();
            bench.sink.await(1);
            for (int i = 0; i < 3; i++) {
                bench.secure("api.example", server.port()).close();
                bench.sink.await(i + 2);
            }
            Peer last = bench.secure("api.example", server.port());
            last.send(GET);
            assertThat(last.read().text()).isEqualTo("read");
            last.close();
        }
    }

    @Test
    void who_takes_the_certificate_is_forgiven() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("read"), "api.example");
            refuse(bench, server);
            bench.sink.await(1);
            Peer first = bench.secure("api.example", server.port());
            first.send(GET);
            first.read();
            first.close();
            bench.sink.await(2);
            refuse(bench, server);
            bench.sink.await(3);
            Peer last = bench.secure("api.example", server.port());
            last.send(GET);
            assertThat(last.read().text()).isEqualTo("read");
            last.close();
        }
    }

    @Test
    void a_host_that_is_always_read_is_not_passed_through_and_one_that_is_never_read_is() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.tls(Script.saying("read"), "api.example", "bank.example");
            policy.rule(Action.ALWAYS, new HostPattern("api.example"));
            policy.rule(Action.NEVER, new HostPattern("bank.example"));
            for (int i = 0; i < 3; i++) {
                refuse(bench, server);
                bench.sink.await(i + 1);
            }
            assertThat(bench.sink.flows())
                    .extracting(f -> f.outcome().reason())
                    .containsOnly("client_refused_certificate");
            Peer client = RawClient.secure(
                    RawClient.tunnel(bench.address(), "bank.example:" + server.port()),
                    bench.world.authority().root(),
                    "bank.example");
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("read");
            client.close();
            Flow passed = bench.sink.await(4).get(3);
            assertThat(passed.outcome().reason()).isEqualTo("passed_through");
            assertThat(passed.serverTls().orElseThrow().chain()).isNotEmpty();
            policy.rule(Action.BLOCK, new HostPattern("bank.example"));
            assertThatThrownBy(() -> bench.secure("bank.example", server.port()))
                    .isInstanceOf(IOException.class);
            assertThat(bench.sink.await(5).get(4).outcome().state()).isEqualTo(Outcome.State.BLOCKED);
            assertThat(policy.forget(new HostPattern("bank.example"))).isTrue();
            bench.secure("bank.example", server.port()).close();
        }
    }

    private static void refuse(Bench bench, TestServer server) throws Exception {
        Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
        assertThatThrownBy(
                        () -> RawClient.secure(tunnel, bench.world.authority().root(), "api.example"))
                .isInstanceOf(IOException.class);
    }

    private static String get(OkHttpClient client, String url) throws IOException {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().string();
        }
    }

    /** A device on which the proxy's authority is installed beside the others. */
    private static OkHttpClient.Builder trustingBoth(Bench bench) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ours", bench.authority.root());
        store.setCertificateEntry("theirs", bench.world.authority().root());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .proxy(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress("127.0.0.1", bench.address().getPort())))
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0]);
    }

    private static String pem(byte[] content) {
        return new String(content, StandardCharsets.US_ASCII);
    }

    /** The digest of the server's public key, as it shows it to who asks it directly. */
    private static byte[] keyDigest(Bench bench, int port) throws Exception {
        try (javax.net.ssl.SSLSocket direct = (javax.net.ssl.SSLSocket)
                RawClient.trusting(bench.world.authority().root())
                        .getSocketFactory()
                        .createSocket("127.0.0.1", port)) {
            direct.startHandshake();
            X509Certificate leaf = (X509Certificate) direct.getSession().getPeerCertificates()[0];
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(leaf.getPublicKey().getEncoded());
        }
    }

    private record Ran(int code, String output) {}

    private static Ran curl(Bench bench, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-s", "-x", "http://127.0.0.1:" + bench.address().getPort()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(Path home, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that nobody wrote for this test. */
class RealClientsTest {
    private static final Script ECHO =
            Script.answering((peer, request) -> peer.reply(200, request.firstLine() + "|" + request.text()));

    @TempDir
    Path directory;

    @Test
    void curl_over_https_and_plain_http() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer tls = bench.world.tls(ECHO, "api.example");
            TestServer plain = bench.world.plain(ECHO);
            assertThat(curl(
                            bench,
                            "-d",
                            "a=b",
                            "https://api.example:" + tls.port() + "/s",
                            "http://api.example:" + plain.port() + "/p"))
                    .isEqualTo("POST /s HTTP/1.1|a=bPOST /p HTTP/1.1|a=b");
            assertThat(bench.sink.await(2)).extracting(Flow::scheme).containsExactly("https", "http");
        }
    }

    @Test
    void curl_that_would_rather_speak_http_2() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer tls = bench.world.tls(ECHO, "api.example");
            assertThat(curl(bench, "--http2", "https://api.example:" + tls.port() + "/s"))
                    .isEqualTo("GET /s HTTP/1.1|");
            assertThat(bench.flow().clientTls().orElseThrow().offeredAlpn()).containsExactly("h2", "http/1.1");
        }
    }

    @Test
    void curl_with_old_tls() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer tls = bench.world.tls(ECHO, "api.example");
            assertThat(curl(
                            bench,
                            "--tls-max",
                            "1.0",
                            "--tlsv1.0",
                            "--ciphers",
                            "DEFAULT@SECLEVEL=0",
                            "https://api.example:" + tls.port() + "/s"))
                    .isEqualTo("GET /s HTTP/1.1|");
            assertThat(bench.flow().clientTls().orElseThrow().version()).contains("TLSv1");
        }
    }

    @Test
    void okhttp() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            OkHttpClient client = okhttp(bench).build();
            for (int i = 0; i < 3; i++) {
                Request request = new Request.Builder()
                        .url("https://api.example:" + server.port() + "/" + i)
                        .post(RequestBody.create("n" + i, MediaType.get("text/plain")))
                        .build();
                try (Response response = client.newCall(request).execute()) {
                    assertThat(response.body().string()).isEqualTo("POST /" + i + " HTTP/1.1|n" + i);
                }
            }
            assertThat(bench.sink.await(3)).extracting(Flow::connection).containsOnly(0);
            client.connectionPool().evictAll();
        }
    }

    @Test
    void okhttp_that_pins_the_certificate_of_the_server() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            OkHttpClient client = okhttp(bench)
                    .certificatePinner(new CertificatePinner.Builder()
                            .add(
                                    "api.example",
                                    CertificatePinner.pin(
                                            bench.world.authority().root()))
                            .build())
                    .build();
            Request request = new Request.Builder()
                    .url("https://api.example:" + server.port() + "/")
                    .build();
            assertThatThrownBy(() -> client.newCall(request).execute()).isInstanceOf(IOException.class);
            assertThat(bench.flow().outcome().reason()).isEqualTo("closed_after_handshake");
        }
    }

    @Test
    void okhttp_over_http_2() throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), Http2Server::echo, "api.example")) {
            OkHttpClient client = okhttp(bench).build();
            for (int i = 0; i < 3; i++) {
                Request request = new Request.Builder()
                        .url("https://api.example:" + server.port() + "/" + i)
                        .post(RequestBody.create("n" + i, MediaType.get("text/plain")))
                        .build();
                try (Response response = client.newCall(request).execute()) {
                    assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
                    assertThat(response.body().string()).isEqualTo("POST /" + i + "|n" + i);
                }
            }
            assertThat(bench.sink.await(3)).extracting(Flow::connection).containsOnly(0);
            client.connectionPool().evictAll();
        }
    }

    @Test
    void the_http_client_of_the_jdk_over_http_2() throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), Http2Server::echo, "api.example")) {
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(bench.address()))
                    .sslContext(RawClient.trusting(bench.authority.root()))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example:" + server.port() + "/jdk"))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(300_000)))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).startsWith("POST /jdk|xxx").hasSize(10 + 300_000);
            assertThat(bench.flow().request().orElseThrow().body().length()).isEqualTo(300_000);
        }
    }

    @Test
    void the_http_client_of_the_jdk() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(bench.address()))
                    .sslContext(RawClient.trusting(bench.authority.root()))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example:" + server.port() + "/jdk"))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
                    .build();
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(body).startsWith("POST /jdk HTTP/1.1|xxx").hasSize(19 + 100_000);
            assertThat(bench.flow().request().orElseThrow().body().length()).isEqualTo(100_000);
        }
    }

    @Test
    void chromium_that_trusts_the_root() throws Exception {
        assumeTrue(isInstalled("chromium") && isInstalled("certutil"), "needs chromium and certutil");
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                            + "Content-Length: 18\r\n\r\n<p>read by you</p>")),
                    "api.example");
            opensInChromium(bench, server.port(), "HTTP/1.1");
        }
    }

    @Test
    void chromium_over_http_2() throws Exception {
        assumeTrue(isInstalled("chromium") && isInstalled("certutil"), "needs chromium and certutil");
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), RealClientsTest::page, "api.example")) {
            opensInChromium(bench, server.port(), "HTTP/2");
        }
    }

    private static Http2Server.Script page() {
        return new Http2Server.Script() {
            @Override
            public void end(Http2Server.Stream stream) {
                stream.head(false, ":status", "200", "content-type", "text/html");
                stream.data("<p>read by you</p>", true);
            }
        };
    }

    private void opensInChromium(Bench bench, int port, String protocol) throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
        Path root = Files.write(
                directory.resolve("root.pem"),
                bench.authority.export(ExportFormat.PEM).content());
        String nss = "sql:" + database;
        run(home, "certutil", "-d", nss, "-N", "--empty-password");
        run(home, "certutil", "-d", nss, "-A", "-t", "C,,", "-n", "mingcha", "-i", root.toString());
        String page = run(
                home,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + home.resolve("profile"),
                "--proxy-server=127.0.0.1:" + bench.address().getPort(),
                "--dump-dom",
                "https://api.example:" + port + "/page");
        assertThat(page).contains("<p>read by you</p>");
        // beside it there may be connections that the browser opened to spare
        List<Flow> flows = bench.sink.awaitThat(all -> all.stream().anyMatch(RealClientsTest::isPage));
        assertThat(flows)
                .filteredOn(f -> f.server().host().equals("api.example") && isPage(f))
                .first()
                .satisfies(f -> {
                    assertThat(f.outcome()).isEqualTo(Outcome.COMPLETE);
                    assertThat(f.protocol()).isEqualTo(protocol);
                });
    }

    private static boolean isPage(Flow flow) {
        return flow.requestHead().filter(h -> h.target().equals("/page")).isPresent();
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

    private static OkHttpClient.Builder okhttp(Bench bench) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", bench.authority.root());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = RawClient.trusting(bench.authority.root());
        return new OkHttpClient.Builder()
                .proxy(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress("127.0.0.1", bench.address().getPort())))
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0]);
    }

    private String curl(Bench bench, String... arguments) throws Exception {
        Path root = directory.resolve("root.pem");
        Files.write(root, bench.authority.export(ExportFormat.PEM).content());
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "--cacert",
                root.toString(),
                "-x",
                "http://127.0.0.1:" + bench.address().getPort()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

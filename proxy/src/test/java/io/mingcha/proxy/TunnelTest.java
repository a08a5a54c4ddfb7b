package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mingcha.certs.LeafRequest;
import io.mingcha.certs.LeafRequest.Signer;
import io.mingcha.certs.LeafRequest.Window;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.Refusal;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens behind a CONNECT when things are not as they should be. */
class TunnelTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: api.example\r\n\r\n";
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void an_unreachable_server_is_explained_inside_tls() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Peer client = bench.secure("api.example", bench.world.closedPort());
            client.send("POST /x HTTP/1.1\r\nHost: api.example\r\nContent-Length: 4\r\n\r\nbody");
            Peer.Received answer = client.read();
            assertThat(answer.firstLine()).startsWith("HTTP/1.1 502");
            assertThat(answer.header("Mingcha-Reason")).contains("upstream_unreachable");
            assertThat(answer.text()).contains("无法连接服务器", "could not be reached");
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.FAILED);
            assertThat(flow.outcome().reason()).isEqualTo("upstream_unreachable");
            assertThat(flow.request().orElseThrow().body().bytes()).asString().isEqualTo("body");
            assertThat(flow.response()).isEmpty();
            client.close();
        }
    }

    @Test
    void a_name_without_an_address_is_explained() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withOverrides(List.of()))) {
            Peer client = bench.secure("no-such-host.invalid", 443);
            client.send(GET);
            assertThat(client.read().header("Mingcha-Reason")).contains("dns_failed");
            assertThat(bench.flow().outcome().reason()).isEqualTo("dns_failed");
            client.close();
        }
    }

    enum Bad {
        EXPIRED(new LeafRequest(
                List.of("api.example"), Signer.AUTHORITY, Optional.of(new Window(LONG_AGO, LONG_AGO.plusSeconds(60))))),
        SELF_SIGNED(new LeafRequest(List.of("api.example"), Signer.SELF, Optional.empty())),
        UNTRUSTED(new LeafRequest(List.of("api.example"), Signer.STRANGER, Optional.empty())),
        WRONG_NAME(LeafRequest.of("other.example"));

        private final LeafRequest certificate;

        Bad(LeafRequest certificate) {
            this.certificate = certificate;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_certificate_is_explained_and_the_request_not_sent(Bad bad) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(bad.certificate, Script.saying("leaked"));
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            Peer.Received answer = client.read();
            assertThat(answer.firstLine()).startsWith("HTTP/1.1 502");
            assertThat(answer.header("Mingcha-Reason")).contains("upstream_certificate");
            Flow flow = bench.flow();
            assertThat(flow.outcome()).isEqualTo(Outcome.failed("upstream_certificate", bad.label()));
            assertThat(flow.serverTls().orElseThrow().issue()).contains(bad.label());
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_certificate_is_mirrored_if_asked_for(Bad bad) throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withVerification(UpstreamVerification.MIRROR))) {
            TestServer server = bench.world.tls(bad.certificate, Script.saying("reached"));
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            SSLSocket careless = RawClient.socket(tunnel, trustingAnything(), "api.example");
            careless.startHandshake();
            X509Certificate shown = (X509Certificate) careless.getSession().getPeerCertificates()[0];
            switch (bad) {
                case EXPIRED -> assertThat(shown.getNotAfter().toInstant()).isEqualTo(LONG_AGO.plusSeconds(60));
                case SELF_SIGNED -> shown.verify(shown.getPublicKey());
                case UNTRUSTED ->
                    assertThat(shown.getIssuerX500Principal())
                            .isNotEqualTo(bench.authority.root().getSubjectX500Principal());
                case WRONG_NAME ->
                    assertThat(shown.getSubjectAlternativeNames().toString()).contains("other.example");
            }
            Peer client = new Peer(careless);
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("reached");
            Flow flow = bench.flow();
            assertThat(flow.serverTls().orElseThrow().issue()).contains(bad.label());
            assertThat(flow.clientTls().orElseThrow().issue()).contains(bad.label());
            client.close();
        }
    }

    @Test
    void a_bad_certificate_is_hidden_if_asked_for() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withVerification(UpstreamVerification.IGNORE))) {
            TestServer server = bench.world.tls(Bad.EXPIRED.certificate, Script.saying("reached"));
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("reached");
            assertThat(bench.flow().clientTls().orElseThrow().issue()).isEmpty();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_that_refuses_the_certificate_is_recorded_as_unread(String version) throws Exception {
        BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
        InterceptPolicy policy = new InterceptPolicy() {
            @Override
            public CompletionStage<Decision> decide(Target target) {
                return CompletableFuture.completedFuture(Decision.INTERCEPT);
            }

            @Override
            public void refused(Refusal refusal) {
                refusals.add(refusal);
            }
        };
        try (Bench bench = Bench.in(directory, c -> c, policy, LocalSite.none())) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            assertThatThrownBy(() ->
                            RawClient.secure(tunnel, bench.world.authority().root(), "api.example", version))
                    .isInstanceOf(SSLException.class);
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.UNREAD);
            assertThat(flow.outcome().reason()).isEqualTo("client_refused_certificate");
            assertThat(flow.outcome().detail()).contains("certificate_unknown");
            assertThat(flow.server().host()).isEqualTo("api.example");
            assertThat(flow.server().sni()).contains("api.example");
            assertThat(flow.clientTls().orElseThrow().ja4()).isPresent();
            Refusal refusal = refusals.poll(60, TimeUnit.SECONDS);
            assertThat(refusal.alert()).contains("certificate_unknown");
            assertThat(refusal.target().host()).isEqualTo("api.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-max 1.2", "--tlsv1.3"})
    void openssl_names_its_reason_in_both_versions(String version) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            List<String> command = new ArrayList<>(List.of("curl", "-s"));
            command.addAll(List.of(version.split(" ")));
            command.addAll(List.of(
                    "-x",
                    "http://127.0.0.1:" + bench.address().getPort(),
                    "https://api.example:" + server.port() + "/"));
            assertThat(new ProcessBuilder(command).start().waitFor()).isEqualTo(60);
            assertThat(bench.flow().outcome())
                    .isEqualTo(Outcome.unread("client_refused_certificate", "client alert: unknown_ca"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "not a name!", "api.example."})
    void a_server_name_that_is_an_address_or_rubbish_does_not_hurt(String name) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("ok"), "api.example");
            Process openssl = new ProcessBuilder(
                            "openssl",
                            "s_client",
                            "-quiet",
                            "-verify_quiet",
                            "-servername",
                            name,
                            "-proxy",
                            "127.0.0.1:" + bench.address().getPort(),
                            "-connect",
                            "api.example:" + server.port())
                    .redirectErrorStream(true)
                    .start();
            openssl.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            openssl.getOutputStream().flush();
            assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 200 OK")
                    .endsWith("ok");
            assertThat(bench.flow().server().host()).isEqualTo("api.example");
            assertThat(bench.flow().server().sni())
                    .isEqualTo(name.equals("api.example.") ? Optional.of("api.example") : Optional.empty());
        }
    }

    @Test
    void a_client_that_leaves_after_the_handshake_may_have_refused_or_not() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.close();
            assertThat(bench.flow().outcome().reason()).isEqualTo("closed_after_handshake");
        }
    }

    @Test
    void a_client_without_common_ground_is_not_taken_for_a_pinning_one() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            SSLSocket socket = RawClient.socket(tunnel, trustingAnything(), "api.example");
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            assertThat(bench.flow().outcome().reason()).isEqualTo("client_tls_failed");
        }
    }

    @Test
    void a_client_that_knows_only_rsa_is_shown_an_rsa_certificate() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            // the server needs one too, or the client could not speak with it without the proxy either
            TestServer server =
                    bench.world.tls(LeafRequest.of("api.example").with(LeafRequest.KeyKind.RSA), Script.saying("ok"));
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            SSLSocket socket = RawClient.socket(tunnel, RawClient.trusting(bench.authority.root()), "api.example");
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
            socket.startHandshake();
            assertThat(socket.getSession()
                            .getPeerCertificates()[0]
                            .getPublicKey()
                            .getAlgorithm())
                    .isEqualTo("RSA");
            Peer client = new Peer(socket);
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("ok");
            client.close();
        }
    }

    @Test
    void a_client_that_says_everything_and_closes_its_side_at_once_gets_its_answer() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> {
                String all = peer.readToEnd();
                peer.send(all + " and so");
            });
            try (Peer client = RawClient.tunnel(bench.address(), "raw.example:" + server.port())) {
                client.send("\u0001all");
                client.socket().shutdownOutput();
                assertThat(client.readToEnd()).isEqualTo("\u0001all and so");
            }
            assertThat(bench.flow().outcome().reason()).isEqualTo("not_http");
        }
    }

    @Test
    void bytes_that_are_neither_tls_nor_http_are_spliced_and_kept() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> {
                peer.send(peer.readBytes(8));
                peer.in().read();
            });
            Peer client = RawClient.tunnel(bench.address(), "mq.example:" + server.port());
            client.send("\u0010\u0001\u0002\u0003MQTT");
            assertThat(client.readBytes(8))
                    .asString(StandardCharsets.ISO_8859_1)
                    .isEqualTo("\u0010\u0001\u0002\u0003MQTT");
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.scheme()).isEqualTo("tcp");
            assertThat(flow.protocol()).isEqualTo("raw");
            assertThat(flow.outcome()).isEqualTo(Outcome.unread("not_http", "neither TLS nor HTTP"));
            assertThat(flow.request().orElseThrow().body().length()).isEqualTo(8);
            assertThat(flow.response().orElseThrow().body().length()).isEqualTo(8);
        }
    }

    @Test
    void garbage_that_begins_like_tls_is_spliced_and_kept() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> peer.send(peer.readBytes(11)));
            Peer client = RawClient.tunnel(bench.address(), "odd.example:" + server.port());
            client.send("\u0016\u0003\u0001\u0000\u0006garbag");
            assertThat(client.readBytes(11)).hasSize(11);
            client.close();
            assertThat(bench.flow().outcome().state()).isEqualTo(State.UNREAD);
            assertThat(bench.flow().request().orElseThrow().body().length()).isEqualTo(11);
        }
    }

    @Test
    void a_server_that_speaks_first_is_heard() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> {
                peer.send("220 ready\r\n");
                peer.send("got " + peer.readLine() + "\r\n");
            });
            Peer client = RawClient.tunnel(bench.address(), "mail.example:" + server.port());
            assertThat(client.readLine()).isEqualTo("220 ready");
            client.send("HELO x\r\n");
            assertThat(client.readLine()).isEqualTo("got HELO x");
            assertThat(client.in().read()).isEqualTo(-1);
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.outcome().detail()).isEqualTo("the server spoke first");
            assertThat(flow.response().orElseThrow().body().bytes()).asString().startsWith("220 ready");
        }
    }

    @Test
    void one_direction_may_end_before_the_other() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> peer.send("read: " + peer.readToEnd()));
            Peer client = RawClient.tunnel(bench.address(), "odd.example:" + server.port());
            client.send("\u0001all of it");
            client.socket().shutdownOutput();
            assertThat(client.readToEnd()).isEqualTo("read: \u0001all of it");
            assertThat(bench.flow().request().orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void another_protocol_inside_tls_is_read_as_bytes() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.send(peer.readBytes(5));
                        peer.in().read();
                    },
                    "mq.example");
            Peer client = bench.secure("mq.example", server.port());
            client.send("\u0010mqtt");
            assertThat(client.readBytes(5)).hasSize(5);
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.scheme()).isEqualTo("tls");
            assertThat(flow.outcome().reason()).isEqualTo("not_http");
            assertThat(flow.request().orElseThrow().body().bytes()).asString().isEqualTo("\u0010mqtt");
        }
    }

    @Test
    void a_host_to_pass_through_keeps_its_own_certificate_and_only_lengths_are_known() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withPassThrough(List.of(new HostPattern("*.bank.example"))))) {
            TestServer server = bench.world.tls(Script.saying("private"), "app.bank.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "app.bank.example:" + server.port());
            Peer client = RawClient.secure(tunnel, bench.world.authority().root(), "app.bank.example");
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("private");
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.UNREAD);
            assertThat(flow.outcome().reason()).isEqualTo("passed_through");
            assertThat(flow.request().orElseThrow().body().length()).isGreaterThan(200);
            assertThat(flow.request().orElseThrow().body().kept()).isZero();
            assertThat(flow.server().sni()).contains("app.bank.example");
        }
    }

    @Test
    void the_policy_may_block_later() throws Exception {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        try (Bench bench = Bench.in(directory, c -> c, target -> answer, LocalSite.none())) {
            Peer tunnel = RawClient.tunnel(bench.address(), "ads.example:443");
            SSLSocket socket = RawClient.socket(tunnel, trustingAnything(), "ads.example");
            answer.completeAsync(() -> Decision.block("tester_said_so"));
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.BLOCKED);
            assertThat(flow.outcome().reason()).isEqualTo("tester_said_so");
        }
    }

    @Test
    void a_client_that_offers_only_unknown_protocols_is_passed_through() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("private"), "api.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            SSLSocket socket = RawClient.socket(
                    tunnel, RawClient.trusting(bench.world.authority().root()), "api.example");
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"x-mqtt"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.close();
            assertThat(bench.flow().outcome().reason()).isEqualTo("alpn_not_supported");
        }
    }

    @Test
    void a_client_that_names_no_server_sees_the_names_of_the_server() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withAllowLoopback(true))) {
            TestServer server = bench.world.tls(Script.saying("ok"), "api.example", "127.0.0.1");
            Peer tunnel = RawClient.tunnel(bench.address(), "127.0.0.1:" + server.port());
            SSLSocket socket = RawClient.socket(tunnel, trustingAnything(), "");
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(shown.getSubjectAlternativeNames().toString()).contains("api.example", "127.0.0.1");
            Peer client = new Peer(socket);
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("ok");
            assertThat(bench.flow().server().sni()).isEmpty();
            client.close();
        }
    }

    @Test
    void a_tunnel_to_an_address_with_a_name_inside_shows_the_name() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withAllowLoopback(true))) {
            TestServer server = bench.world.tls(Script.saying("ok"), "api.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "127.0.0.1:" + server.port());
            Peer client = RawClient.secure(tunnel, bench.authority.root(), "api.example");
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("ok");
            assertThat(bench.flow().server().host()).isEqualTo("api.example");
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1",
                "localhost"
            })
    void places_of_the_machine_itself_are_refused(String host) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Peer client = RawClient.connect(bench.address());
            client.send("GET http://" + host + ":9/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().header("Mingcha-Reason")).contains("destination_refused");
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.BLOCKED);
            assertThat(flow.outcome().reason()).isEqualTo("destination_refused");
            client.close();
        }
    }

    @Test
    void the_proxy_never_calls_itself() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withAllowLoopback(true))) {
            Peer client = bench.secure("loop.example", bench.address().getPort());
            client.send(GET);
            assertThat(client.read().header("Mingcha-Reason")).contains("destination_refused");
            client.close();
        }
    }

    @Test
    void a_tunnel_that_carries_nothing_is_recorded() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            RawClient.tunnel(bench.address(), "api.example:443").close();
            assertThat(bench.flow().outcome())
                    .isEqualTo(Outcome.unread(
                            "client_closed", "the client ended the tunnel before it said what it wanted"));
        }
    }

    @Test
    void stopping_lets_an_exchange_finish_and_closes_the_records_of_the_rest() throws Exception {
        Bench bench = Bench.in(directory);
        var serverSaw = new CountDownLatch(1);
        TestServer server = bench.world.tls(
                peer -> {
                    peer.readHead();
                    serverSaw.countDown();
                    await().until(() -> bench.proxy.counts().stopping());
                    peer.reply(200, "finished");
                    peer.in().read();
                },
                "api.example");
        Peer client = bench.secure("api.example", server.port());
        client.send(GET);
        serverSaw.await();
        Thread stopper = new Thread(bench::close);
        stopper.start();
        assertThat(client.read().text()).isEqualTo("finished");
        assertThat(client.in().read()).isEqualTo(-1);
        stopper.join();
        assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    private static SSLContext trustingAnything() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }
}

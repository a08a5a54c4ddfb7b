package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.Timeouts;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What never comes, what comes too late, and many at once. */
class PatienceTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: api.example\r\n\r\n";

    @TempDir
    Path directory;

    private static ProxyConfig hasty(ProxyConfig config) {
        Duration soon = Duration.ofMillis(200);
        return config.withTimeouts(new Timeouts(Duration.ofSeconds(5), soon, soon, soon, soon, soon));
    }

    @Test
    void a_head_that_never_ends_ends_the_connection() throws Exception {
        try (Bench bench = Bench.in(directory, PatienceTest::hasty)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET / HTTP/1.1\r\nHost: ");
            assertThat(client.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_connection_without_requests_is_closed_and_one_with_an_open_request_is_not() throws Exception {
        try (Bench bench = Bench.in(directory, PatienceTest::hasty)) {
            CountDownLatch idleClosed = new CountDownLatch(1);
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> {
                        if (request.firstLine().contains("/slow")) {
                            idleClosed.await();
                        }
                        peer.reply(200, "done");
                    }),
                    "api.example");
            Peer slow = bench.secure("api.example", server.port());
            slow.send(GET.replace("/x", "/slow"));
            Peer idle = bench.secure("api.example", server.port());
            idle.send(GET);
            assertThat(idle.read().text()).isEqualTo("done");
            assertThat(idle.in().read()).isEqualTo(-1);
            idleClosed.countDown();
            assertThat(slow.read().text()).isEqualTo("done");
            slow.close();
        }
    }

    @Test
    void a_client_hello_that_is_never_finished_is_passed_on_as_bytes() throws Exception {
        try (Bench bench = Bench.in(directory, PatienceTest::hasty)) {
            TestServer server = bench.world.plain(peer -> peer.send(peer.readBytes(6)));
            Peer client = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            client.send("\u0016\u0003\u0001\u0001\u0000\u0001");
            assertThat(client.readBytes(6)).hasSize(6);
            client.close();
            assertThat(bench.flow().outcome())
                    .isEqualTo(Outcome.unread("not_http", "the first bytes were never finished"));
        }
    }

    @Test
    void stopping_closes_what_does_not_end_by_itself() throws Exception {
        Bench bench = Bench.in(directory, PatienceTest::hasty);
        CountDownLatch asked = new CountDownLatch(1);
        TestServer server = bench.world.tls(
                peer -> {
                    peer.readHead();
                    asked.countDown();
                    peer.in().read();
                },
                "api.example");
        Peer client = bench.secure("api.example", server.port());
        client.send(GET);
        asked.await();
        bench.close();
        assertThat(bench.flow().outcome()).isEqualTo(Outcome.incomplete("proxy_stopped", "the proxy was stopped"));
        assertThat(client.in().read()).isEqualTo(-1);
    }

    @Test
    void a_port_is_free_again_once_the_proxy_has_stopped() throws Exception {
        Bench first = Bench.in(directory);
        InetSocketAddress address = first.address();
        first.close();
        try (Bench second = Bench.in(directory, config -> ProxyConfig.listening(address))) {
            assertThat(second.address()).isEqualTo(address);
        }
    }

    @Test
    void an_answer_that_is_no_http_is_explained() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("SSH-2.0-nothing like it\r\n\r\n");
                        peer.in().read();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            assertThat(client.read().header("Mingcha-Reason")).contains("malformed_response");
            assertThat(bench.flow().outcome().state()).isEqualTo(State.FAILED);
            client.close();
        }
    }

    @Test
    void a_broken_chunk_ends_the_exchange_as_incomplete() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(peer -> peer.readToEnd(), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(
                    "POST /x HTTP/1.1\r\nHost: api.example\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnonsense\r\n");
            assertThat(client.in().read()).isEqualTo(-1);
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.request().orElseThrow().body().bytes()).asString().isEqualTo("abc");
        }
    }

    @Test
    void a_client_may_resume_its_session() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("ok"), "api.example");
            Path session = directory.resolve("session");
            assertThat(openssl(bench, server, "-sess_out", session.toString())).contains("New, TLSv1.2");
            assertThat(session).exists();
            assertThat(openssl(bench, server, "-sess_in", session.toString())).contains("Reused, TLSv1.2");
        }
    }

    private String openssl(Bench bench, TestServer server, String... options) throws Exception {
        Path root = directory.resolve("root.pem");
        Files.write(root, bench.authority.export(ExportFormat.PEM).content());
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-tls1_2",
                "-ign_eof",
                "-CAfile",
                root.toString(),
                "-servername",
                "api.example",
                "-proxy",
                "127.0.0.1:" + bench.address().getPort(),
                "-connect",
                "api.example:" + server.port()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void many_clients_at_once_each_get_their_own() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Script echo = Script.answering((peer, request) -> peer.reply(200, request.firstLine() + request.text()));
            TestServer tls = bench.world.tls(echo, "api.example");
            TestServer plain = bench.world.plain(echo);
            int clients = 24;
            int rounds = 20;
            ExecutorService pool = Executors.newFixedThreadPool(clients);
            List<Future<?>> all = new ArrayList<>();
            for (int c = 0; c < clients; c++) {
                int number = c;
                all.add(pool.submit(() -> {
                    boolean secure = number % 2 == 0;
                    Peer client = secure ? bench.secure("api.example", tls.port()) : RawClient.connect(bench.address());
                    String base = secure ? "" : "http://api.example:" + plain.port();
                    for (int i = 0; i < rounds; i++) {
                        String body = ("c" + number + "r" + i + ";").repeat(1 + i * 300);
                        client.send("POST " + base + "/" + number + "/" + i
                                + " HTTP/1.1\r\nHost: api.example\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body);
                        assertThat(client.read().text()).isEqualTo("POST /" + number + "/" + i + " HTTP/1.1" + body);
                    }
                    client.close();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            pool.shutdown();
            List<Flow> flows = bench.sink.await(clients * rounds);
            assertThat(flows).hasSize(clients * rounds).allSatisfy(flow -> {
                String target = flow.requestHead().orElseThrow().target();
                assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
                assertThat(flow.request().orElseThrow().body().bytes())
                        .asString()
                        .startsWith("c" + target.split("/")[1] + "r" + target.split("/")[2] + ";");
                assertThat(flow.response().orElseThrow().body().bytes())
                        .asString()
                        .startsWith("POST " + target + " ");
            });
        }
    }

    @Test
    void a_closed_connection_stays_in_memory_no_longer() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server =
                    bench.world.tls(Script.answering((peer, request) -> peer.reply(200, "done")), "api.example");
            for (int i = 0; i < 50; i++) {
                try (Peer client = bench.secure("api.example", server.port())) {
                    client.send(GET);
                    client.read();
                }
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(instances(ClientConnection.class)).isLessThan(10));
        }
    }

    /** How many there are after a collection, idle connections of tests running beside this one included. */
    private static long instances(Class<?> type) throws JMException {
        String histogram = String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()}));
        return histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(cells -> cells.length > 3 && cells[3].equals(type.getName()))
                .mapToLong(cells -> Long.parseLong(cells[1]))
                .sum();
    }
}

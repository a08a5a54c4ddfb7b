package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Outcome;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that speaks HTTP/2 only and a server that does not speak it. */
@Timeout(180)
class Http2TranslationTest {
    private static final Script ECHO = Script.answering((peer, request) -> peer.send("HTTP/1.1 200 Fine\r\n"
            + "Content-Length: " + (request.head() + "|" + request.text()).length() + "\r\nKeep-Alive: 5\r\n"
            + "X-Odd: 1\r\n\r\n" + request.head() + "|" + request.text()));

    @TempDir
    Path directory;

    @Test
    void is_translated_over_tls() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            FramePeer client = FramePeer.tls(bench, "api.example", server.port(), "h2");
            client.head(
                    1,
                    false,
                    ":method",
                    "POST",
                    ":scheme",
                    "https",
                    ":authority",
                    "api.example",
                    ":path",
                    "/t",
                    "cookie",
                    "a=1",
                    "cookie",
                    "b=2",
                    "x-one",
                    "1");
            client.data(1, "hello", true);
            FramePeer.Answer answer = client.answer(1);
            assertThat(answer.headers().get(":status")).isEqualTo("200");
            assertThat(answer.headers().get("x-odd")).isEqualTo("1");
            assertThat(answer.headers()).doesNotContainKeys("keep-alive", "connection");
            assertThat(answer.body())
                    .isEqualTo("POST /t HTTP/1.1\r\nhost: api.example\r\ncookie: a=1; b=2\r\nx-one: 1\r\n"
                            + "transfer-encoding: chunked\r\n\r\n|hello");
            client.head(3, true, FramePeer.get("/again"));
            assertThat(client.answer(3).body()).startsWith("GET /again HTTP/1.1");
            assertThat(server.connections()).isEqualTo(1);
            List<Flow> flows = bench.sink.await(2);
            assertThat(flows).allSatisfy(flow -> {
                assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
                assertThat(flow.protocol()).isEqualTo("HTTP/2 to HTTP/1.1");
                assertThat(flow.requestHead().map(Head::version)).contains("HTTP/2");
                assertThat(flow.responseHead().map(Head::version)).contains("HTTP/1.1");
                assertThat(flow.clientTls().orElseThrow().alpn()).contains("h2");
            });
            client.close();
        }
    }

    @Test
    void is_translated_without_tls_when_the_server_does_not_know_the_preface() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(ECHO);
            assertThat(Curl.run(
                            directory,
                            bench,
                            "-p",
                            "--http2-prior-knowledge",
                            "http://api.example:" + server.port() + "/plain"))
                    .startsWith("GET /plain HTTP/1.1\r\nhost: api.example:" + server.port());
            assertThat(bench.flow().protocol()).isEqualTo("HTTP/2 to HTTP/1.1");
        }
    }

    @Test
    void a_request_that_would_be_two_in_the_older_version_is_not_said() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            FramePeer client = FramePeer.tls(bench, "api.example", server.port(), "h2");
            client.head(
                    1,
                    true,
                    ":method",
                    "GET",
                    ":scheme",
                    "https",
                    ":authority",
                    "api.example",
                    ":path",
                    "/t",
                    "x-one",
                    "1\r\nX-Two: 2");
            assertThat(client.answer(1).reset()).contains("HTTP_1_1_REQUIRED");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
            client.close();
        }
    }

    @Test
    void a_server_that_leaves_before_it_answers_is_explained() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(peer -> peer.read(), "api.example");
            FramePeer client = FramePeer.tls(bench, "api.example", server.port(), "h2");
            client.head(1, true, FramePeer.get("/"));
            assertThat(client.answer(1).headers().get(":status")).isEqualTo("502");
            assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_closed");
            client.close();
        }
    }
}

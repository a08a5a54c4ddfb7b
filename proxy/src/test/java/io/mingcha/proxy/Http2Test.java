package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 through the proxy, as curl speaks it. */
@Timeout(180)
class Http2Test {
    @TempDir
    Path directory;

    @Test
    void a_request_over_http_2_is_relayed_and_recorded() throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), Http2Server::echo, "api.example")) {
            assertThat(curl(
                            bench,
                            "--http2",
                            "-d",
                            "hello",
                            "-H",
                            "x-b: 1",
                            "-H",
                            "x-a: 2",
                            "https://api.example:" + server.port() + "/v1?a=b"))
                    .isEqualTo("POST /v1?a=b|hello");
            Flow flow = bench.flow();
            assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(flow.protocol()).isEqualTo("HTTP/2");
            assertThat(flow.url()).isEqualTo("https://api.example:" + server.port() + "/v1?a=b");
            assertThat(flow.requestHead().orElseThrow().headers())
                    .extracting(Header::name)
                    .containsExactly(
                            ":authority", "user-agent", "accept", "x-b", "x-a", "content-length", "content-type");
            assertThat(flow.clientTls().orElseThrow().alpn()).contains("h2");
            assertThat(flow.serverTls().orElseThrow().alpn()).contains("h2");
            assertThat(flow.timing().connected()).isPresent();
            assertThat(flow.timing().clientSecured()).isPresent();
            assertThat(flow.request().orElseThrow().body().length()).isEqualTo(5);
            assertThat(new String(flow.response().orElseThrow().body().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("POST /v1?a=b|hello");
            assertThat(flow.request().orElseThrow().complete()).isTrue();
            assertThat(flow.response().orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void without_tls_by_prior_knowledge() throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.plain(Http2Server::echo)) {
            assertThat(curl(bench, "-p", "--http2-prior-knowledge", "http://api.example:" + server.port() + "/plain"))
                    .isEqualTo("GET /plain|");
            assertThat(bench.flow().scheme()).isEqualTo("http");
            assertThat(bench.flow().protocol()).isEqualTo("HTTP/2");
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_explained_within_http_2() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            int port = bench.world.closedPort();
            String answer = curl(bench, "--http2", "-i", "https://api.example:" + port + "/");
            assertThat(answer).contains("HTTP/2 502", "mingcha-reason: upstream_unreachable");
            assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_unreachable");
        }
    }

    private String curl(Bench bench, String... arguments) throws Exception {
        return Curl.run(directory, bench, arguments);
    }
}

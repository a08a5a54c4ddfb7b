package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invitations to HTTP/3 do not reach the app, and the record says what came and what was taken out. */
class AltSvcTest {
    private static final String BOTH = "h3=\":443\"; ma=86400, h2=\"alt.example:443\"; ma=60, h3-29=\":443\"";

    @TempDir
    Path directory;

    private static Script inviting(String value) {
        return Script.answering((peer, request) -> peer.send(
                "HTTP/1.1 200 OK\r\nX-First: 1\r\nAlt-Svc: " + value + "\r\nX-Last: 1\r\nContent-Length: 2\r\n\r\nok"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BOTH + "| h2=\"alt.example:443\"; ma=60 | h3=\":443\"; ma=86400, h3-29=\":443\"",
                "h3=\":443\" | | h3=\":443\"",
            },
            quoteCharacter = '`')
    void over_http_1(String sent, String left, String taken) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(inviting(sent.strip()), "api.example");
            String answer = Curl.run(directory, bench, "-i", "https://api.example:" + server.port() + "/");
            assertThat(answer)
                    .contains("X-First: 1\r\n" + (left == null ? "" : "Alt-Svc: " + left + "\r\n") + "X-Last: 1\r\n");
            check(bench.flow(), sent.strip(), taken);
        }
    }

    @Test
    void over_http_2() throws Exception {
        Http2Server.Script inviting = new Http2Server.Script() {
            @Override
            public void end(Http2Server.Stream stream) {
                stream.head(false, ":status", "200", "alt-svc", BOTH, "x-last", "1");
                stream.data("ok", true);
            }
        };
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), () -> inviting, "api.example")) {
            String answer = Curl.run(directory, bench, "-i", "--http2", "https://api.example:" + server.port() + "/");
            assertThat(answer).contains("alt-svc: h2=\"alt.example:443\"; ma=60\r\nx-last: 1\r\n");
            check(bench.flow(), BOTH, "h3=\":443\"; ma=86400, h3-29=\":443\"");
        }
    }

    private static void check(Flow flow, String sent, String taken) {
        assertThat(flow.outcome().state()).isEqualTo(Outcome.State.COMPLETE);
        assertThat(flow.outcome().detail()).isEqualTo("removed towards the client: alt-svc: " + taken);
        assertThat(flow.responseHead().orElseThrow().header("alt-svc")).contains(sent);
    }

    @Test
    void they_are_left_on_request() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withKeepAltSvc(true))) {
            TestServer server = bench.world.tls(inviting(BOTH), "api.example");
            String answer = Curl.run(directory, bench, "-i", "https://api.example:" + server.port() + "/");
            assertThat(answer).contains("Alt-Svc: " + BOTH + "\r\n");
            assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }
}

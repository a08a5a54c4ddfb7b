package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterceptionTest {
    @TempDir
    Path directory;

    @Test
    void an_https_exchange_is_relayed_and_recorded() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.reply(200, request.firstLine() + "|" + request.text())),
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(
                    "POST /v1/log?a=b HTTP/1.1\r\nHost: api.example\r\nx-ODD-Case: 1\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.read().text()).isEqualTo("POST /v1/log?a=b HTTP/1.1|hello");

            Flow flow = bench.flow();
            assertThat(flow.url()).isEqualTo("https://api.example:" + server.port() + "/v1/log?a=b");
            assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(flow.requestHead().orElseThrow().headers())
                    .extracting(Header::name)
                    .containsExactly("Host", "x-ODD-Case", "Content-Length");
            assertThat(text(flow.request().orElseThrow())).isEqualTo("hello");
            assertThat(flow.responseHead().orElseThrow().status()).isEqualTo(200);
            assertThat(text(flow.response().orElseThrow())).endsWith("|hello");
            assertThat(flow.request().orElseThrow().complete()).isTrue();
            assertThat(flow.server().sni()).contains("api.example");
            assertThat(flow.server().address()).contains("127.0.0.1");
            assertThat(flow.clientTls().orElseThrow().version()).contains("TLSv1.3");
            assertThat(flow.clientTls().orElseThrow().ja4().orElseThrow()).startsWith("t13d");
            assertThat(flow.serverTls().orElseThrow().certificate()).isPresent();
            assertThat(flow.serverTls().orElseThrow().issue()).isEmpty();
            assertThat(flow.timing().connected()).isPresent();
            assertThat(flow.timing().serverSecured()).isPresent();
            assertThat(flow.timing().clientSecured()).isPresent();
            client.close();
        }
    }

    @Test
    void keep_alive_exchanges_share_one_connection_on_both_sides() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.reply(200, request.firstLine())), "api.example");
            Peer client = bench.secure("api.example", server.port());
            for (int i = 0; i < 5; i++) {
                client.send("GET /" + i + " HTTP/1.1\r\nHost: api.example\r\n\r\n");
                assertThat(client.read().text()).isEqualTo("GET /" + i + " HTTP/1.1");
            }
            List<Flow> flows = bench.sink.await(5);
            assertThat(flows).extracting(Flow::connection).containsOnly(0);
            assertThat(flows)
                    .extracting(f -> f.timing().connected().isPresent())
                    .containsExactly(true, false, false, false, false);
            assertThat(server.connections()).isEqualTo(1);
            client.close();
        }
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.UTF_8);
    }
}

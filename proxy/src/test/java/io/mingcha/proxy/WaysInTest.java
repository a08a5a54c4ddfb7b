package io.mingcha.proxy;

import static io.mingcha.proxy.Ways.Protocol.HTTP1;
import static io.mingcha.proxy.Ways.Protocol.HTTP1_TLS;
import static io.mingcha.proxy.Ways.Protocol.HTTP2;
import static io.mingcha.proxy.Ways.Protocol.HTTP2_TLS;
import static io.mingcha.proxy.Ways.Protocol.RAW;
import static io.mingcha.proxy.Ways.Protocol.RAW_TLS;
import static io.mingcha.proxy.Ways.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.mingcha.proxy.HttpEnd.Content;
import io.mingcha.proxy.Ways.Protocol;
import io.mingcha.proxy.Ways.Way;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.Timeouts;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.Target;
import io.mingcha.testkit.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each behaviour once, for every way in and every protocol in which it means something. Client and server are moved step by
 * step by the same thread, so whatever is held back on the way is noticed.
 */
class WaysInTest {
    private static final Set<Protocol> HTTP = EnumSet.of(HTTP1_TLS, HTTP1, HTTP2_TLS, HTTP2);
    private static final Set<Protocol> TLS = EnumSet.of(HTTP1_TLS, HTTP2_TLS, RAW_TLS);
    /** More than lies between two ends of a connection. */
    private static final int MUCH = 16 * 1024 * 1024;

    private static final Set<Protocol> BYTES = EnumSet.of(RAW_TLS, RAW);

    @TempDir
    static Path directory;

    /** What both ends and the record show. */
    private interface Play {
        void with(Ways ways) throws Exception;
    }

    /** What holds for every way in that carries one of the protocols. */
    private record Behaviour(
            String name,
            Set<Protocol> protocols,
            Play play,
            UnaryOperator<ProxyConfig> change,
            InterceptPolicy policy) {

        static Behaviour of(String name, Set<Protocol> protocols, Play play) {
            return new Behaviour(name, protocols, play, c -> c, InterceptPolicy.interceptAll());
        }

        Behaviour with(UnaryOperator<ProxyConfig> changed) {
            return new Behaviour(name, protocols, play, changed, policy);
        }

        Behaviour ruledBy(InterceptPolicy other) {
            return new Behaviour(name, protocols, play, change, other);
        }

        Stream<Cell> cells() {
            return Stream.of(Way.values())
                    .flatMap(way -> way.protocols.stream()
                            .filter(protocols::contains)
                            .map(protocol -> new Cell(this, way, protocol)));
        }
    }

    private record Cell(Behaviour behaviour, Way way, Protocol protocol) {
        DynamicTest test() {
            return dynamicTest(way + " " + protocol, this::play);
        }

        void play() throws Exception {
            try (Ways ways = new Ways(directory, way, protocol, behaviour.change, behaviour.policy)) {
                behaviour.play.with(ways);
            }
        }
    }

    private static List<Behaviour> table() {
        return List.of(
                Behaviour.of("a request with a body, and its answer", HTTP, WaysInTest::exchange),
                Behaviour.of("an answer is seen part by part", HTTP, WaysInTest::streamedAnswer),
                Behaviour.of("a request is seen part by part", HTTP, WaysInTest::streamedRequest),
                Behaviour.of("trailers cross both ways", HTTP, WaysInTest::trailers),
                Behaviour.of("a client waits for leave to send its body", HTTP, WaysInTest::leaveToContinue),
                Behaviour.of("an answer before the request is over", HTTP, WaysInTest::earlyAnswer),
                Behaviour.of("three exchanges on one connection", HTTP, WaysInTest::keptAlive),
                Behaviour.of("a WebSocket's bytes cross at once", HTTP, WaysInTest::upgrade),
                Behaviour.of("the server is cut off within its answer", HTTP, WaysInTest::serverCut),
                Behaviour.of("the client is cut off within its request", HTTP, WaysInTest::clientCutInRequest),
                Behaviour.of("the client is cut off within the answer", HTTP, WaysInTest::clientCutInAnswer),
                Behaviour.of("the client is cut off while it is spoken to", HTTP, WaysInTest::clientCutWhileHearing),
                Behaviour.of("the client is cut off as its answer ends", HTTP, WaysInTest::clientCutAtTheEnd),
                Behaviour.of("a server that is not there", HTTP, WaysInTest::unreachable),
                Behaviour.of("bytes cross at once, both ways", BYTES, WaysInTest::bytes),
                Behaviour.of("the server speaks first", BYTES, WaysInTest::serverFirst)
                        .with(WaysInTest::impatient),
                Behaviour.of("the server ends a connection of bytes", BYTES, WaysInTest::serverEndsBytes),
                Behaviour.of("a server of bytes that is not there", EnumSet.of(RAW), WaysInTest::unreachableBytes),
                Behaviour.of("one direction ends before the other", EnumSet.of(RAW), WaysInTest::halfClose),
                Behaviour.of(
                        "a client of bytes that says all at once and ends its side",
                        EnumSet.of(RAW),
                        WaysInTest::saidAtOnce),
                Behaviour.of("a long answer behind the client's last byte", EnumSet.of(RAW), WaysInTest::longAnswer),
                Behaviour.of("a server that ends before its client has heard all", BYTES, WaysInTest::heardLate),
                Behaviour.of(
                        "a client of HTTP that ends its side has given up",
                        EnumSet.of(HTTP1, HTTP1_TLS),
                        WaysInTest::givenUp),
                Behaviour.of("a place that is refused", EnumSet.of(HTTP1, HTTP2), WaysInTest::refusedPlace),
                Behaviour.of("a rule that blocks a request", EnumSet.of(HTTP1, HTTP2), WaysInTest::blockedRequest)
                        .ruledBy(blocking()),
                Behaviour.of(
                                "a rule that blocks what ends without an answer",
                                EnumSet.of(RAW),
                                WaysInTest::blockedBytes)
                        .ruledBy(blocking()),
                Behaviour.of(
                                "a rule that blocks a client that waits for its server",
                                EnumSet.of(RAW),
                                WaysInTest::blockedSilence)
                        .with(WaysInTest::impatient)
                        .ruledBy(blocking()),
                Behaviour.of("a rule that blocks a handshake", TLS, WaysInTest::blockedHandshake)
                        .ruledBy(blocking()),
                Behaviour.of("a host to pass through", EnumSet.of(HTTP1_TLS, RAW_TLS), WaysInTest::passedThrough)
                        .with(c -> c.withPassThrough(List.of(new HostPattern(Ways.HOST)))),
                Behaviour.of("a host of HTTP/2 to pass through", EnumSet.of(HTTP2_TLS), WaysInTest::passedStreams)
                        .with(c -> c.withPassThrough(List.of(new HostPattern(Ways.HOST)))),
                Behaviour.of("a client that does not take the certificate", TLS, WaysInTest::pinned));
    }

    @TestFactory
    Stream<DynamicContainer> behaviours() {
        return table().stream().map(b -> dynamicContainer(b.name, b.cells().map(Cell::test)));
    }

    @Test
    void every_way_carries_every_protocol_that_it_can() {
        Set<String> played = new TreeSet<>();
        table().forEach(b -> b.cells().forEach(c -> played.add(c.way + " " + c.protocol)));
        assertThat(played).hasSize(3 * Protocol.values().length + 1);
    }

    private static ProxyConfig impatient(ProxyConfig config) {
        Timeouts usual = config.timeouts();
        return config.withTimeouts(new Timeouts(
                usual.connect(), usual.hello(), usual.head(), usual.idle(), Duration.ofMillis(50), usual.grace()));
    }

    private static InterceptPolicy blocking() {
        return new InterceptPolicy() {
            @Override
            public CompletionStage<Decision> decide(Target target) {
                return CompletableFuture.completedFuture(Decision.block("blocked_by_rule"));
            }

            @Override
            public Optional<Decision.Block> blocks(Client client, String host, int port) {
                return Optional.of(new Decision.Block("blocked_by_rule", "a rule"));
            }
        };
    }

    private static void exchange(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("POST", Content.COUNTED, 8);
            client.say("question");
            client.end();
            HttpEnd server = ways.serving();
            assertThat(server.heard()).isEqualTo("POST /x");
            assertThat(server.hear(8)).isEqualTo("question");
            server.heardEnd();
            server.answer(200, Content.COUNTED, 6);
            server.say("answer");
            server.end();
            assertThat(client.heard()).isEqualTo("200");
            assertThat(client.hear(6)).isEqualTo("answer");
            client.heardEnd();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(flow.requestHead().orElseThrow().method()).isEqualTo("POST");
        assertThat(flow.responseHead().orElseThrow().status()).isEqualTo(200);
        assertThat(flow.url()).isEqualTo(ways.protocol.scheme + "://api.example:" + ways.server.port() + "/x");
        wholeBodies(flow, "question", "answer");
    }

    private static void wholeBodies(Flow flow, String request, String response) {
        assertThat(text(flow.request())).isEqualTo(request);
        assertThat(text(flow.response())).isEqualTo(response);
        assertThat(flow.request().orElseThrow().complete()).isTrue();
        assertThat(flow.response().orElseThrow().complete()).isTrue();
    }

    private static void streamedAnswer(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("GET", Content.NONE, 0);
            HttpEnd server = ways.serving();
            assertThat(server.heard()).isEqualTo("GET /x");
            server.heardEnd();
            server.answer(200, Content.STREAMED, 0);
            assertThat(client.heard()).isEqualTo("200");
            for (String part : List.of("one,", "two,", "three")) {
                server.say(part);
                assertThat(client.hear(part.length())).isEqualTo(part);
            }
            server.end();
            client.heardEnd();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        wholeBodies(flow, "", "one,two,three");
    }

    private static void streamedRequest(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("PUT", Content.STREAMED, 0);
            HttpEnd server = ways.serving();
            assertThat(server.heard()).isEqualTo("PUT /x");
            for (String part : List.of("one,", "two,", "three")) {
                client.say(part);
                assertThat(server.hear(part.length())).isEqualTo(part);
            }
            client.end();
            server.heardEnd();
            server.answer(204, Content.NONE, 0);
            assertThat(client.heard()).isEqualTo("204");
            client.heardEnd();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        wholeBodies(flow, "one,two,three", "");
    }

    private static void trailers(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("POST", Content.STREAMED, 0);
            client.say("up");
            client.end("x-up", "1");
            HttpEnd server = ways.serving();
            server.heard();
            assertThat(server.hear(2)).isEqualTo("up");
            assertThat(server.heardEnd()).isEqualTo(Map.of("x-up", "1"));
            server.answer(200, Content.STREAMED, 0);
            server.say("down");
            server.end("x-down", "2");
            client.heard();
            assertThat(client.hear(4)).isEqualTo("down");
            assertThat(client.heardEnd()).isEqualTo(Map.of("x-down", "2"));
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        wholeBodies(flow, "up", "down");
        assertThat(flow.request().orElseThrow().trailers()).containsExactly(new Header("x-up", "1"));
        assertThat(flow.response().orElseThrow().trailers()).containsExactly(new Header("x-down", "2"));
    }

    private static void leaveToContinue(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("POST", Content.COUNTED, 4, "expect", "100-continue");
            HttpEnd server = ways.serving();
            server.heard();
            assertThat(server.header("expect")).isEqualTo("100-continue");
            server.interim(100);
            assertThat(client.heard()).isEqualTo("100");
            client.say("body");
            client.end();
            assertThat(server.hear(4)).isEqualTo("body");
            server.heardEnd();
            server.answer(200, Content.COUNTED, 2);
            server.say("ok");
            server.end();
            assertThat(client.heard()).isEqualTo("200");
            assertThat(client.hear(2)).isEqualTo("ok");
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(flow.responseHead().orElseThrow().status()).isEqualTo(200);
        wholeBodies(flow, "body", "ok");
    }

    private static void earlyAnswer(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("POST", Content.STREAMED, 0);
            client.say("first");
            HttpEnd server = ways.serving();
            server.heard();
            assertThat(server.hear(5)).isEqualTo("first");
            server.answer(200, Content.COUNTED, 6);
            server.say("enough");
            server.end();
            assertThat(client.heard()).isEqualTo("200");
            assertThat(client.hear(6)).isEqualTo("enough");
            client.heardEnd();
            client.say("last");
            client.end();
            assertThat(server.hear(4)).isEqualTo("last");
            server.heardEnd();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        wholeBodies(flow, "firstlast", "enough");
    }

    private static void keptAlive(Ways ways) throws Exception {
        List<String> said = List.of("a", "bb", "ccc");
        try (HttpEnd client = ways.asking()) {
            Optional<HttpEnd> open = Optional.empty();
            for (String text : said) {
                client.ask("POST", Content.COUNTED, text.length());
                client.say(text);
                client.end();
                HttpEnd server = open.isPresent() ? open.get() : ways.serving();
                open = Optional.of(server);
                assertThat(server.heard()).isEqualTo("POST /x");
                assertThat(server.hear(text.length())).isEqualTo(text);
                server.heardEnd();
                server.answer(200, Content.COUNTED, text.length());
                server.say(text);
                server.end();
                assertThat(client.heard()).isEqualTo("200");
                assertThat(client.hear(text.length())).isEqualTo(text);
                client.heardEnd();
            }
            assertThat(ways.served()).isEqualTo(1);
        }
        List<Flow> flows = ways.recorded(3);
        assertThat(flows).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
        assertThat(flows).extracting(Flow::connection).containsOnly(flows.get(0).connection());
        assertThat(flows).extracting(f -> text(f.request())).isEqualTo(said);
        assertThat(flows).extracting(f -> text(f.response())).isEqualTo(said);
    }

    private static void upgrade(Ways ways) throws Exception {
        CompletableFuture<HttpEnd> agreed = CompletableFuture.supplyAsync(() -> {
            try {
                HttpEnd server = ways.serving();
                server.upgraded();
                return server;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (HttpEnd client = ways.asking()) {
            client.upgrade();
            HttpEnd server = agreed.get();
            for (String text : List.of("one", "three")) {
                client.say(text);
                assertThat(server.hear(text.length())).isEqualTo(text);
                server.say(text + "!");
                assertThat(client.hear(text.length() + 1)).isEqualTo(text + "!");
            }
            client.end();
            server.heardEnd();
            server.end();
            client.heardEnd();
            server.close();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
        wholeBodies(flow, "onethree", "one!three!");
    }

    private static void serverCut(Ways ways) throws Exception {
        for (Content content : List.of(Content.COUNTED, Content.STREAMED)) {
            try (HttpEnd client = ways.asking()) {
                client.ask("GET", Content.NONE, 0);
                HttpEnd server = ways.serving();
                server.heard();
                server.answer(200, content, 100);
                server.say("some");
                assertThat(client.heard()).isEqualTo("200");
                assertThat(client.hear(4)).isEqualTo("some");
                server.cut();
                client.heardCut();
            }
        }
        for (Flow flow : ways.recorded(2)) {
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("upstream_closed");
            assertThat(flow.request().orElseThrow().complete()).isTrue();
            assertThat(flow.response().orElseThrow().complete()).isFalse();
            assertThat(text(flow.response())).isEqualTo("some");
        }
    }

    private static void clientCutInRequest(Ways ways) throws Exception {
        for (Content content : List.of(Content.COUNTED, Content.STREAMED)) {
            try (HttpEnd client = ways.asking()) {
                client.ask("POST", content, 100);
                client.say("some");
                HttpEnd server = ways.serving();
                server.heard();
                assertThat(server.hear(4)).isEqualTo("some");
                client.cut();
                server.heardCut();
            }
        }
        for (Flow flow : ways.recorded(2)) {
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("client_closed");
            assertThat(flow.request().orElseThrow().complete()).isFalse();
            assertThat(text(flow.request())).isEqualTo("some");
            assertThat(flow.response()).isEmpty();
        }
    }

    private static void clientCutInAnswer(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("GET", Content.NONE, 0);
            HttpEnd server = ways.serving();
            server.heard();
            server.heardEnd();
            server.answer(200, Content.STREAMED, 0);
            server.say("some");
            client.heard();
            assertThat(client.hear(4)).isEqualTo("some");
            client.cut();
            Flow flow = ways.recorded();
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("client_closed");
            assertThat(flow.request().orElseThrow().complete()).isTrue();
            assertThat(flow.response().orElseThrow().complete()).isFalse();
            assertThat(text(flow.response())).isEqualTo("some");
        }
    }

    private static void clientCutWhileHearing(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("GET", Content.NONE, 0);
            HttpEnd server = ways.serving();
            server.heard();
            server.answer(200, Content.STREAMED, 0);
            client.heard();
            CompletableFuture<Void> said = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 1_000; i++) {
                    try {
                        server.say("some");
                    } catch (Exception e) {
                        return;
                    }
                }
            });
            assertThat(client.hear(4)).isEqualTo("some");
            client.cut();
            said.get();
            Flow flow = ways.recorded();
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("client_closed");
        }
    }

    /** Whether the answer was over is anybody's guess, but it was one exchange. */
    private static void clientCutAtTheEnd(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("GET", Content.NONE, 0);
            HttpEnd server = ways.serving();
            server.heard();
            server.answer(200, Content.STREAMED, 0);
            client.heard();
            server.say("some");
            client.cut();
            try {
                server.say("more");
                server.end();
            } catch (IOException e) {
                // The proxy was faster.
            }
        }
        assertThat(ways.recorded(1)).extracting(f -> f.outcome().reason()).isSubsetOf("", "client_closed");
    }

    private static void unreachable(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking(ways.bench.world.closedPort())) {
            client.ask("POST", Content.COUNTED, 4);
            client.say("body");
            client.end();
            assertThat(client.heard()).isEqualTo("502");
            assertThat(client.header("mingcha-reason")).isEqualTo("upstream_unreachable");
        }
        Flow flow = ways.recorded(1).get(0);
        assertThat(flow.outcome().state()).isEqualTo(State.FAILED);
        assertThat(flow.outcome().reason()).isEqualTo("upstream_unreachable");
        assertThat(text(flow.request())).isEqualTo("body");
        assertThat(flow.response()).isEmpty();
    }

    private static void bytes(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001one");
            Peer server = ways.accepted();
            assertThat(bytes(server, 4)).isEqualTo("\u0001one");
            for (String text : List.of("two", "three")) {
                server.send(text + "?");
                assertThat(bytes(client, text.length() + 1)).isEqualTo(text + "?");
                client.send(text);
                assertThat(bytes(server, text.length())).isEqualTo(text);
            }
            server.close();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.unread("not_http", notHttp(ways)));
        wholeBodies(flow, "\u0001onetwothree", "two?three?");
    }

    private static String notHttp(Ways ways) {
        return ways.protocol == RAW ? "neither TLS nor HTTP" : "TLS, but not HTTP";
    }

    private static String bytes(Peer peer, int length) throws IOException {
        return new String(peer.readBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static void serverFirst(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            Peer server = ways.accepted();
            server.send("220 ready");
            assertThat(bytes(client, 9)).isEqualTo("220 ready");
            client.send("HELO");
            assertThat(bytes(server, 4)).isEqualTo("HELO");
            server.close();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome()).isEqualTo(Outcome.unread("not_http", "the server spoke first"));
        wholeBodies(flow, "HELO", "220 ready");
    }

    private static void serverEndsBytes(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001bytes");
            Peer server = ways.accepted();
            assertThat(bytes(server, 6)).isEqualTo("\u0001bytes");
            server.send("bye");
            server.close();
            assertThat(client.readToEnd()).isEqualTo("bye");
        }
        wholeBodies(ways.recorded(), "\u0001bytes", "bye");
    }

    private static void unreachableBytes(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.bench.world.closedPort())) {
            client.send("\u0001bytes");
            assertThat(ended(client)).isTrue();
        }
        Flow flow = ways.recorded(1).get(0);
        assertThat(flow.outcome().state()).isEqualTo(State.FAILED);
        assertThat(flow.outcome().reason()).isEqualTo("upstream_unreachable");
        assertThat(text(flow.request())).isEqualTo("\u0001bytes");
    }

    private static boolean ended(Peer peer) {
        try {
            return peer.in().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void halfClose(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001all");
            Peer server = ways.accepted();
            assertThat(bytes(server, 4)).isEqualTo("\u0001all");
            client.socket().shutdownOutput();
            assertThat(server.readToEnd()).isEmpty();
            server.send("and so");
            server.close();
            assertThat(client.readToEnd()).isEqualTo("and so");
        }
        wholeBodies(ways.recorded(), "\u0001all", "and so");
    }

    private static void saidAtOnce(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001all");
            client.socket().shutdownOutput();
            Peer server = ways.accepted();
            assertThat(server.readToEnd()).isEqualTo("\u0001all");
            server.send("and so");
            server.close();
            assertThat(client.readToEnd()).isEqualTo("and so");
        }
        wholeBodies(ways.recorded(), "\u0001all", "and so");
    }

    private static void longAnswer(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001all");
            Peer server = ways.accepted();
            assertThat(bytes(server, 4)).isEqualTo("\u0001all");
            client.socket().shutdownOutput();
            assertThat(server.readToEnd()).isEmpty();
            CompletableFuture<Void> said = saying(server, MUCH);
            assertThat(client.readToEnd().length()).isEqualTo(MUCH);
            said.get();
        }
        assertThat(ways.recorded().response().orElseThrow().body().length()).isEqualTo(MUCH);
    }

    private static void heardLate(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001all");
            Peer server = ways.accepted();
            assertThat(bytes(server, 4)).isEqualTo("\u0001all");
            CompletableFuture<Void> said = saying(server, MUCH);
            assertThat(client.readToEnd().length()).isEqualTo(MUCH);
            said.get();
        }
        assertThat(ways.recorded().response().orElseThrow().body().length()).isEqualTo(MUCH);
    }

    private static void givenUp(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            String target = ways.way == Way.ABSOLUTE ? "http://" + Ways.HOST + ":" + ways.server.port() : "";
            HttpEnd asking = new Http1End(client, target);
            asking.ask("GET", Content.NONE, 0);
            HttpEnd server = ways.serving();
            assertThat(server.heard()).isEqualTo("GET /x");
            client.socket().shutdownOutput();
            server.heardCut();
        }
        Flow flow = ways.recorded();
        assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
        assertThat(flow.outcome().reason()).isEqualTo("client_closed");
        assertThat(flow.request().orElseThrow().complete()).isTrue();
        assertThat(flow.response()).isEmpty();
    }

    private static CompletableFuture<Void> saying(Peer server, int length) {
        return CompletableFuture.runAsync(() -> {
            try {
                server.send(new byte[length]);
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void refusedPlace(Ways ways) throws Exception {
        try (Peer peer = ways.toProxy("127.0.0.1", ways.server.port());
                HttpEnd client = ways.protocol.isHttp2()
                        ? Http2End.client(peer, "http")
                        : new Http1End(
                                peer, ways.way == Way.ABSOLUTE ? "http://127.0.0.1:" + ways.server.port() : "")) {
            client.ask("GET", Content.NONE, 0);
            assertThat(client.heard()).isEqualTo("502");
            assertThat(client.header("mingcha-reason")).isEqualTo("destination_refused");
        }
        Flow flow = ways.bench.flow();
        assertThat(flow.outcome().state()).isEqualTo(State.BLOCKED);
        assertThat(flow.outcome().reason()).isEqualTo("destination_refused");
        assertThat(flow.client().tag()).contains(ways.way.tag);
        assertThat(ways.served()).isZero();
    }

    private static void blockedRequest(Ways ways) throws Exception {
        try (HttpEnd client = ways.asking()) {
            client.ask("GET", Content.NONE, 0);
            assertThat(client.heard()).isEqualTo("502");
            assertThat(client.header("mingcha-reason")).isEqualTo("blocked_by_rule");
        }
        blocked(ways);
    }

    private static void blockedBytes(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            client.send("\u0001bytes");
            assertThat(ended(client)).isTrue();
        }
        blocked(ways);
    }

    private static void blockedSilence(Ways ways) throws Exception {
        try (Peer client = ways.connected(ways.server.port())) {
            assertThat(ended(client)).isTrue();
        }
        blocked(ways);
    }

    private static void blockedHandshake(Ways ways) throws Exception {
        assertThatThrownBy(() -> ways.connected(ways.server.port())).isInstanceOf(IOException.class);
        Flow flow = ways.bench.flow();
        assertThat(flow.scheme()).isEqualTo("tls");
        assertThat(flow.server().sni()).contains(Ways.HOST);
        assertThat(flow.clientTls().orElseThrow().ja4()).isPresent();
        assertThat(flow.outcome().state()).isEqualTo(State.BLOCKED);
        assertThat(flow.outcome().reason()).isEqualTo("blocked_by_rule");
        assertThat(flow.client().tag()).contains(ways.way.tag);
        assertThat(ways.served()).isZero();
    }

    private static void blocked(Ways ways) {
        Flow flow = ways.recorded(1).get(0);
        assertThat(flow.outcome().state()).isEqualTo(State.BLOCKED);
        assertThat(flow.outcome().reason()).isEqualTo("blocked_by_rule");
        assertThat(ways.served()).isZero();
    }

    private static void passedThrough(Ways ways) throws Exception {
        try (Peer client = ways.secure(ways.toProxy(Ways.HOST, ways.server.port()), ways.bench.world.authority())) {
            client.send("any bytes");
            Peer server = ways.accepted();
            int first = server.in().read();
            if (first < 0) {
                // the proxy's own look at the certificate came first
                server = ways.accepted();
                first = server.in().read();
            }
            assertThat((char) first + bytes(server, 8)).isEqualTo("any bytes");
            server.send("any answer");
            assertThat(bytes(client, 10)).isEqualTo("any answer");
            server.cut();
        }
        unreadButCounted(ways);
    }

    private static void passedStreams(Ways ways) throws Exception {
        Peer secured = ways.secure(ways.toProxy(Ways.HOST, ways.server.port()), ways.bench.world.authority());
        try (HttpEnd client = Http2End.client(secured, "https")) {
            client.ask("POST", Content.STREAMED, 0);
            client.say("question");
            client.end("x-up", "1");
            HttpEnd server = asked(ways);
            assertThat(server.hear(8)).isEqualTo("question");
            assertThat(server.heardEnd()).isEqualTo(Map.of("x-up", "1"));
            server.answer(200, Content.STREAMED, 0);
            server.say("answer");
            server.end("x-down", "2");
            assertThat(client.heard()).isEqualTo("200");
            assertThat(client.hear(6)).isEqualTo("answer");
            assertThat(client.heardEnd()).isEqualTo(Map.of("x-down", "2"));
            server.cut();
        }
        unreadButCounted(ways);
    }

    /** The server's end of the client's connection; the proxy's own look at the certificate may come before it. */
    private static HttpEnd asked(Ways ways) throws Exception {
        HttpEnd server = ways.serving();
        try {
            server.heard();
        } catch (IOException e) {
            server = ways.serving();
            server.heard();
        }
        return server;
    }

    private static void unreadButCounted(Ways ways) {
        Flow flow = ways.bench.flow();
        assertThat(flow.scheme()).isEqualTo("tls");
        assertThat(flow.protocol()).isEqualTo("raw");
        assertThat(flow.outcome().state()).isEqualTo(State.UNREAD);
        assertThat(flow.outcome().reason()).isEqualTo("passed_through");
        assertThat(flow.server().host()).isEqualTo(Ways.HOST);
        assertThat(flow.server().sni()).contains(Ways.HOST);
        assertThat(flow.client().tag()).contains(ways.way.tag);
        assertThat(flow.request().orElseThrow().body().length()).isGreaterThan(200);
        assertThat(flow.request().orElseThrow().body().kept()).isZero();
        assertThat(flow.response().orElseThrow().body().length()).isGreaterThan(200);
        assertThat(flow.response().orElseThrow().body().kept()).isZero();
        assertThat(flow.serverTls().orElseThrow().certificate()).isPresent();
    }

    private static void pinned(Ways ways) throws Exception {
        assertThatThrownBy(() -> ways.secure(ways.toProxy(Ways.HOST, ways.server.port()), ways.bench.world.authority()))
                .isInstanceOf(SSLException.class);
        Flow flow = ways.bench.flow();
        assertThat(flow.scheme()).isEqualTo("tls");
        assertThat(flow.outcome().state()).isEqualTo(State.UNREAD);
        assertThat(flow.outcome().reason()).isEqualTo("client_refused_certificate");
        assertThat(flow.server().host()).isEqualTo(Ways.HOST);
        assertThat(flow.server().sni()).contains(Ways.HOST);
        assertThat(flow.client().tag()).contains(ways.way.tag);
        assertThat(flow.clientTls().orElseThrow().ja4()).isPresent();
    }
}

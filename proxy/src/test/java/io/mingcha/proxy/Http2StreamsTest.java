package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What crosses a bridge of two HTTP/2 connections, frame by frame. */
@Timeout(180)
class Http2StreamsTest {
    @TempDir
    Path directory;

    /** What a test does with a bridge. */
    private interface Play {
        void with(Bench bench, Http2Server server, FramePeer client) throws Exception;
    }

    private void bridge(Supplier<Http2Server.Script> scripts, Play play) throws Exception {
        bridge(new Http2Settings(), scripts, play);
    }

    private void bridge(Http2Settings settings, Supplier<Http2Server.Script> scripts, Play play) throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), settings, scripts, "api.example");
                FramePeer client = FramePeer.tls(bench, "api.example", server.port(), "h2", "http/1.1")) {
            play.with(bench, server, client);
        }
    }

    private static Http2Server.Script onHead(java.util.function.Consumer<Http2Server.Stream> action) {
        return new Http2Server.Script() {
            @Override
            public void head(Http2Server.Stream stream, Http2Headers headers, boolean end) {
                action.accept(stream);
            }
        };
    }

    @Test
    void heads_keep_their_order_and_their_duplicates() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        bridge(
                () -> onHead(s -> {
                    StringBuilder names = new StringBuilder();
                    s.request.forEach(h -> names.append(h.getKey())
                            .append('=')
                            .append(h.getValue())
                            .append(' '));
                    seen.complete(names.toString());
                    s.head(true, ":status", "204", "x-b", "1", "content-length", "0", "x-a", "2", "x-b", "3");
                }),
                (bench, server, client) -> {
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
                            "/o",
                            "x-b",
                            "1",
                            "x-a",
                            "2",
                            "x-b",
                            "3",
                            "cookie",
                            "a",
                            "cookie",
                            "b",
                            "x-latin",
                            "caf\u00e9");
                    FramePeer.Answer answer = client.answer(1);
                    assertThat(seen.get(60, TimeUnit.SECONDS))
                            .isEqualTo(":method=GET :scheme=https :authority=api.example :path=/o x-b=1 "
                                    + "x-a=2 x-b=3 cookie=a cookie=b x-latin=caf\u00e9 ");
                    assertThat(answer.order()).containsExactly(":status", "x-b", "content-length", "x-a", "x-b");
                    assertThat(bench.flow().requestHead().orElseThrow().headers())
                            .extracting(Header::name)
                            .containsExactly(":authority", "x-b", "x-a", "x-b", "cookie", "cookie", "x-latin");
                });
    }

    @Test
    void interim_answers_and_trailers_cross() throws Exception {
        bridge(
                () -> new Http2Server.Script() {
                    @Override
                    public void head(Http2Server.Stream s, Http2Headers headers, boolean end) {
                        if (headers.status() == null && headers.path() != null) {
                            s.head(false, ":status", "103", "link", "</a>");
                            s.head(false, ":status", "100");
                        } else {
                            s.head(false, ":status", "200");
                            s.data(s.body + "/" + headers.get("x-up"), false);
                            s.head(true, "x-down", "2");
                        }
                    }
                },
                (bench, server, client) -> {
                    client.head(1, false, FramePeer.post("/"));
                    client.data(1, "body", false).head(1, true, "x-up", "1");
                    FramePeer.Answer answer = client.answer(1);
                    assertThat(answer.interim()).containsExactly("103", "100");
                    assertThat(answer.body()).isEqualTo("body/1");
                    assertThat(answer.trailers()).containsEntry("x-down", "2");
                    Flow flow = bench.flow();
                    assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
                    assertThat(flow.request().orElseThrow().trailers()).containsExactly(new Header("x-up", "1"));
                    assertThat(flow.response().orElseThrow().trailers()).containsExactly(new Header("x-down", "2"));
                });
    }

    @Test
    void the_server_learns_that_the_client_gave_up() throws Exception {
        CompletableFuture<Void> began = new CompletableFuture<>();
        bridge(
                () -> onHead(s -> {
                    s.head(false, ":status", "200");
                    s.data("some", false);
                    began.complete(null);
                }),
                (bench, server, client) -> {
                    client.head(1, true, FramePeer.get("/"));
                    client.await(Http2FrameTypes.DATA);
                    client.reset(1, Http2Error.CANCEL);
                    Flow flow = bench.flow();
                    assertThat(flow.outcome().reason()).isEqualTo("client_reset");
                    assertThat(flow.outcome().detail()).contains("CANCEL");
                    assertThat(flow.response().orElseThrow().complete()).isFalse();
                    await().until(() -> server.resets.contains(Http2Error.CANCEL.code()));
                    client.head(3, true, FramePeer.get("/"));
                    client.await(Http2FrameTypes.DATA);
                });
    }

    @Test
    void the_client_learns_that_the_server_gave_up_after_what_it_had_said() throws Exception {
        bridge(
                () -> onHead(s -> {
                    s.head(false, ":status", "200");
                    s.data("some", false);
                    s.reset(Http2Error.INTERNAL_ERROR);
                }),
                (bench, server, client) -> {
                    client.head(1, true, FramePeer.get("/"));
                    FramePeer.Answer answer = client.answer(1);
                    assertThat(answer.body()).isEqualTo("some");
                    assertThat(answer.reset()).contains("INTERNAL_ERROR");
                    assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_reset");
                });
    }

    @Test
    void a_refused_stream_stays_one_that_can_be_sent_again() throws Exception {
        bridge(() -> onHead(s -> s.reset(Http2Error.REFUSED_STREAM)), (bench, server, client) -> {
            client.head(1, true, FramePeer.get("/"));
            assertThat(client.answer(1).reset()).contains("REFUSED_STREAM");
            assertThat(bench.flow().outcome().reason()).isEqualTo("stream_refused");
        });
    }

    @Test
    void an_answer_before_the_request_is_over_arrives_whole() throws Exception {
        bridge(
                () -> onHead(s -> {
                    s.reply("enough");
                    s.reset(Http2Error.NO_ERROR);
                }),
                (bench, server, client) -> {
                    client.head(1, false, FramePeer.post("/")).data(1, "part", false);
                    FramePeer.Answer answer = client.answer(1);
                    assertThat(answer.body()).isEqualTo("enough");
                    while (answer.reset().isEmpty()) {
                        client.read();
                    }
                    assertThat(answer.reset()).contains("NO_ERROR");
                    Flow flow = bench.flow();
                    assertThat(flow.outcome().reason()).isEqualTo("upstream_reset");
                    assertThat(flow.response().orElseThrow().complete()).isTrue();
                    assertThat(flow.request().orElseThrow().complete()).isFalse();
                });
    }

    @Test
    void a_goaway_of_the_server_names_the_clients_last_stream() throws Exception {
        List<Http2Server.Stream> streams = new java.util.concurrent.CopyOnWriteArrayList<>();
        bridge(() -> onHead(streams::add), (bench, server, client) -> {
            client.head(5, true, FramePeer.get("/a"))
                    .head(7, true, FramePeer.get("/b"))
                    .head(9, true, FramePeer.get("/c"));
            await().until(() -> streams.size() == 3);
            Channel connection = server.connections.element();
            connection.eventLoop().execute(() -> goAway(connection, 5));
            FramePeer.Frame end = client.await(Http2FrameTypes.GO_AWAY);
            assertThat(end.number(0)).isEqualTo(7);
            assertThat(client.answer(9).reset()).contains("REFUSED_STREAM");
            streams.get(0).reply("a");
            streams.get(1).reply("b");
            assertThat(client.answer(5).body()).isEqualTo("a");
            assertThat(client.answer(7).body()).isEqualTo("b");
            List<Flow> flows = bench.sink.await(3);
            assertThat(flows.get(2).outcome().reason()).isEqualTo("stream_refused");
            assertThat(flows.get(0).outcome()).isEqualTo(Outcome.COMPLETE);
            connection.close();
            assertThat(client.readToGoAway()).isEmpty();
        });
    }

    private static void goAway(Channel connection, int last) {
        Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
        codec.encoder()
                .frameWriter()
                .writeGoAway(
                        connection.pipeline().context(codec),
                        last,
                        Http2Error.NO_ERROR.code(),
                        Unpooled.EMPTY_BUFFER,
                        connection.newPromise());
        connection.flush();
    }

    @Test
    void a_server_that_goes_between_two_requests_takes_the_clients_connection_along() throws Exception {
        bridge(Http2Server::echo, (bench, server, client) -> {
            client.head(1, true, FramePeer.get("/"));
            client.answer(1);
            server.connections.element().close();
            assertThat(client.readToGoAway()).contains("NO_ERROR");
        });
    }

    @Test
    void a_server_that_goes_within_an_answer_leaves_it_incomplete() throws Exception {
        bridge(
                () -> onHead(s -> {
                    s.head(false, ":status", "200");
                    s.data("some", false);
                }),
                (bench, server, client) -> {
                    client.head(1, true, FramePeer.get("/"));
                    client.await(Http2FrameTypes.DATA);
                    server.connections.element().close();
                    client.readToGoAway();
                    assertThat(client.soFar(1).isEnded()).isFalse();
                    assertThat(bench.flow().outcome().state()).isEqualTo(State.INCOMPLETE);
                    assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_closed");
                });
    }

    @Test
    void the_limits_of_the_server_are_told_to_the_client() throws Exception {
        Http2Settings limits = new Http2Settings()
                .maxConcurrentStreams(7)
                .maxHeaderListSize(9000)
                .connectProtocolEnabled(true);
        bridge(limits, Http2Server::echo, (bench, server, client) -> {
            client.head(1, true, FramePeer.get("/"));
            client.answer(1);
            java.util.Map<Integer, Integer> told = new java.util.HashMap<>();
            client.seen.stream()
                    .filter(f -> f.type() == Http2FrameTypes.SETTINGS)
                    .forEach(f -> {
                        for (int i = 0; i < f.payload().length; i += 6) {
                            told.put((int) java.nio.ByteBuffer.wrap(f.payload()).getShort(i), f.number(i + 2));
                        }
                    });
            assertThat(told).containsEntry(3, 7).containsEntry(6, 9000).containsEntry(8, 1);
        });
    }

    @Test
    void a_web_socket_within_a_stream_passes_as_bytes() throws Exception {
        bridge(
                new Http2Settings().connectProtocolEnabled(true),
                () -> new Http2Server.Script() {
                    @Override
                    public void head(Http2Server.Stream s, Http2Headers headers, boolean end) {
                        s.head(false, ":status", "200");
                    }

                    @Override
                    public void data(Http2Server.Stream s, ByteBuf bytes, boolean end) {
                        s.data("echo " + bytes.toString(StandardCharsets.UTF_8), end);
                    }
                },
                (bench, server, client) -> {
                    client.head(
                            1,
                            false,
                            ":method",
                            "CONNECT",
                            ":protocol",
                            "websocket",
                            ":scheme",
                            "https",
                            ":path",
                            "/chat",
                            ":authority",
                            "api.example");
                    client.data(1, "one", false);
                    client.await(Http2FrameTypes.DATA);
                    client.data(1, "two", true);
                    assertThat(client.answer(1).body()).isEqualTo("echo oneecho two");
                    Flow flow = bench.flow();
                    assertThat(flow.requestHead().orElseThrow().header(":protocol"))
                            .contains("websocket");
                    assertThat(new String(flow.request().orElseThrow().body().bytes(), StandardCharsets.UTF_8))
                            .isEqualTo("onetwo");
                    assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
                });
    }

    @Test
    void a_request_for_another_host_on_the_same_connection_is_recorded_under_that_host() throws Exception {
        bridge(Http2Server::echo, (bench, server, client) -> {
            client.head(
                    1, true, ":method", "GET", ":scheme", "https", ":authority", "other.example:8443", ":path", "/");
            client.answer(1);
            Flow flow = bench.flow();
            assertThat(flow.server().host()).isEqualTo("other.example");
            assertThat(flow.server().sni()).contains("api.example");
            assertThat(flow.server().port()).isEqualTo(server.port());
            assertThat(flow.requestHead().orElseThrow().header(":authority")).contains("other.example:8443");
        });
    }

    @Test
    void one_stalled_stream_of_a_hundred_stalls_no_other() throws Exception {
        byte[] large = new byte[256 << 10];
        bridge(
                () -> onHead(s -> {
                    s.head(false, ":status", "200");
                    s.channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(large), true));
                }),
                (bench, server, client) -> {
                    client.takesEverything = false;
                    client.window(0, 60 << 20);
                    client.head(1, true, FramePeer.get("/stalled"));
                    for (int id = 3; id < 201; id += 2) {
                        client.head(id, true, FramePeer.get("/" + id)).window(id, 256 << 10);
                    }
                    for (int id = 3; id < 201; id += 2) {
                        assertThat(client.answer(id).body()).hasSize(256 << 10);
                    }
                    assertThat(client.soFar(1).body()).hasSizeLessThan(1 << 16);
                    client.window(1, 256 << 10);
                    assertThat(client.answer(1).body()).hasSize(256 << 10);
                    assertThat(bench.sink.await(100)).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
                });
    }

    @Test
    void an_upload_that_the_server_does_not_take_holds_the_client_back() throws Exception {
        CompletableFuture<Http2Server.Stream> begun = new CompletableFuture<>();
        bridge(
                () -> new Http2Server.Script() {
                    @Override
                    public void head(Http2Server.Stream s, Http2Headers headers, boolean end) {
                        s.channel.config().setAutoRead(false);
                        begun.complete(s);
                    }

                    @Override
                    public void end(Http2Server.Stream s) {
                        s.reply(String.valueOf(s.received));
                    }
                },
                (bench, server, client) -> {
                    client.head(1, false, FramePeer.post("/up"));
                    Http2Server.Stream stream = begun.get(60, TimeUnit.SECONDS);
                    String chunk = "x".repeat(16 * 1024);
                    int granted = 64 * 1024 - 1;
                    int sent = 0;
                    // Our own window grows only as the server takes bytes: what fits first is all that can be sent.
                    FramePeer.Frame frame = client.await(Http2FrameTypes.SETTINGS);
                    assertThat(frame.flags()).isZero();
                    while (sent + chunk.length() <= 128 * 1024) {
                        client.data(1, chunk, false);
                        sent += chunk.length();
                    }
                    int all = sent;
                    await().until(() -> bench.sink.bytes(Direction.REQUEST) == all);
                    assertThat(client.seen)
                            .noneMatch(f -> f.type() == Http2FrameTypes.WINDOW_UPDATE && f.stream() == 1);
                    assertThat(granted).isLessThan(all);
                    stream.channel.config().setAutoRead(true);
                    client.await(Http2FrameTypes.WINDOW_UPDATE);
                    client.data(1, "", true);
                    assertThat(client.answer(1).body()).isEqualTo(String.valueOf(all));
                });
    }

    @Test
    void a_recorder_that_takes_no_more_holds_the_stream_back() throws Exception {
        bridge(Http2Server::echo, (bench, server, client) -> {
            client.head(1, false, FramePeer.post("/"));
            bench.sink.block();
            client.data(1, "one", false);
            await().until(() -> bench.sink.bytes(Direction.REQUEST) == 3);
            client.data(1, "two", true);
            bench.sink.unblock();
            assertThat(client.answer(1).body()).isEqualTo("POST /|onetwo");
        });
    }

    @Test
    void an_idle_connection_is_ended_in_order() throws Exception {
        try (Bench bench = Bench.in(
                        directory,
                        c -> c.withTimeouts(new io.mingcha.proxy.config.Timeouts(
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofMillis(200),
                                Duration.ofMillis(300),
                                Duration.ofSeconds(5))));
                Http2Server server = Http2Server.tls(bench.world.authority(), Http2Server::echo, "api.example");
                FramePeer client = FramePeer.tls(bench, "api.example", server.port(), "h2")) {
            client.head(1, true, FramePeer.get("/"));
            client.answer(1);
            assertThat(client.readToGoAway()).contains("NO_ERROR");
        }
    }
}

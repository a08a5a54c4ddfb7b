package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are delivered as they were, whole or not, and recorded as what they were. */
class FramingTest {
    @TempDir
    Path directory;

    private static final String GET = "GET /x HTTP/1.1\r\nHost: api.example\r\n\r\n";

    @Test
    void interim_responses_pass_and_are_not_the_answer() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        String head = peer.readHead();
                        peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
                        peer.reply(
                                200,
                                head.contains("Expect: 100-continue")
                                        + new String(peer.readBytes(4), StandardCharsets.UTF_8));
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("PUT /x HTTP/1.1\r\nHost: api.example\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("body");
            assertThat(client.read().text()).isEqualTo("truebody");
            assertThat(bench.flow().responseHead().orElseThrow().status()).isEqualTo(200);
            client.close();
        }
    }

    @Test
    void heads_without_bodies_keep_the_connection_in_step() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
                        peer.readHead();
                        peer.send("HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n");
                        peer.readHead();
                        peer.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n");
                        peer.readHead();
                        peer.reply(200, "end");
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("HEAD /x HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
            client.send(GET);
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n");
            client.send(GET);
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n");
            client.send(GET);
            assertThat(client.read().text()).isEqualTo("end");
            assertThat(bench.sink.await(4)).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
            client.close();
        }
    }

    @Test
    void chunks_and_trailers_pass_and_nothing_is_added() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            String answer = "HTTP/1.1 200 Fine\r\nx-lower: 1\r\nX-UPPER: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n0\r\nX-Sum: 7\r\n\r\n";
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send(answer);
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            assertThat(new String(client.readBytes(answer.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(answer);
            Flow flow = bench.flow();
            assertThat(flow.response().orElseThrow().trailers()).containsExactly(new Header("X-Sum", "7"));
            assertThat(flow.response().orElseThrow().body().bytes()).asString().isEqualTo("hello");
            client.close();
        }
    }

    @Test
    void a_body_that_ends_with_the_connection_is_whole_if_the_end_was_meant() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\n\r\nto the end");
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 200 OK\r\n\r\nto the end");
            assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(bench.flow().response().orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void a_body_that_ends_with_a_connection_cut_short_is_marked() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\n\r\nto the");
                        peer.cut();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            client.readHead();
            assertThat(client.readBytes(6)).asString().isEqualTo("to the");
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.response().orElseThrow().complete()).isFalse();
            client.close();
        }
    }

    @Test
    void a_server_that_stops_within_its_body_leaves_what_it_sent() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            client.readHead();
            assertThat(client.readBytes(9)).asString().isEqualTo("only this");
            Flow flow = bench.flow();
            assertThat(flow.outcome())
                    .isEqualTo(Outcome.incomplete(
                            "upstream_closed", "the server ended the connection within its response"));
            assertThat(flow.response().orElseThrow().body().bytes()).asString().isEqualTo("only this");
            assertThat(flow.response().orElseThrow().complete()).isFalse();
            client.close();
        }
    }

    @Test
    void a_server_that_resets_without_an_answer_resets_the_client() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(peer -> {
                peer.readHead();
                peer.reset();
            });
            Peer client = RawClient.connect(bench.address());
            client.send("GET http://api.example:" + server.port() + "/ HTTP/1.1\r\nHost: api.example\r\n\r\n");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.readHead())
                    .isInstanceOf(IOException.class);
            assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_reset");
            client.close();
        }
    }

    @Test
    void a_client_that_leaves_within_its_body_is_recorded_as_far_as_it_came() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            CountDownLatch serverSaw = new CountDownLatch(1);
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.readBytes(4);
                        serverSaw.countDown();
                        peer.in().read();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("POST /x HTTP/1.1\r\nHost: api.example\r\nContent-Length: 100\r\n\r\nhalf");
            serverSaw.await();
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("client_closed");
            assertThat(flow.request().orElseThrow().body().bytes()).asString().isEqualTo("half");
            assertThat(flow.request().orElseThrow().complete()).isFalse();
        }
    }

    @Test
    void the_first_bytes_of_a_slow_answer_come_through_at_once() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            CountDownLatch clientSaw = new CountDownLatch(1);
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                        clientSaw.await();
                        peer.send("4\r\nlast\r\n0\r\n\r\n");
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            client.readHead();
            assertThat(client.readBytes(10)).asString().isEqualTo("5\r\nfirst\r\n");
            clientSaw.countDown();
            assertThat(client.readBytes(14)).asString().isEqualTo("4\r\nlast\r\n0\r\n\r\n");
            client.close();
            bench.flow();
        }
    }

    @Test
    void a_header_line_of_sixty_four_kilobytes_passes_both_ways() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            String big = "v".repeat(64 * 1024);
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.send("HTTP/1.1 200 OK\r\nX-Big: "
                            + request.header("X-Big").orElse("") + "\r\nContent-Length: 0\r\n\r\n")),
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET /?q=" + big + " HTTP/1.1\r\nHost: api.example\r\nX-Big: " + big + "\r\n\r\n");
            assertThat(client.read().header("X-Big")).contains(big);
            assertThat(bench.flow().requestHead().orElseThrow().target()).hasSize(4 + big.length());
            client.close();
        }
    }

    @Test
    void a_header_without_bounds_gets_431_and_a_record() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET /big HTTP/1.1\r\nHost: api.example\r\nX-Big: " + "v".repeat(300 * 1024));
            assertThat(client.readHead()).startsWith("HTTP/1.1 431");
            Flow flow = bench.flow();
            assertThat(flow.outcome().reason()).isEqualTo("malformed_request");
            assertThat(flow.requestHead().orElseThrow().target()).isEqualTo("/big");
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: +5",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: identity",
                "Content-Length : 5",
                "X-Odd: a\rb",
                "X-Odd: a\nContent-Length: 5",
                "X-Odd: a\u0000b"
            })
    void a_head_that_two_readers_could_read_differently_gets_400_and_a_record(String header) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("reached"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("POST /x HTTP/1.1\r\nHost: api.example\r\n" + header + "\r\n\r\nhello");
            assertThat(client.readHead()).startsWith("HTTP/1.1 400");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
            client.close();
        }
    }

    @Test
    void a_request_line_without_bounds_gets_414_and_a_record() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET /" + "a".repeat(300 * 1024));
            assertThat(client.readHead()).startsWith("HTTP/1.1 414");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
            client.close();
        }
    }

    @Test
    void a_header_that_is_folded_reaches_the_server_on_one_line() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.reply(
                            200,
                            request.header("X-Folded").orElse("") + "|"
                                    + request.header("X-Next").orElse(""))),
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET / HTTP/1.1\r\nHost: api.example\r\nX-Folded: one\r\n  two\r\nX-Next: three\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("one two|three");
            client.close();
        }
    }

    @Test
    void length_and_chunks_together_get_400_inside_a_tunnel() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(
                    "POST /s HTTP/1.1\r\nHost: api.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 400");
            Flow flow = bench.flow();
            assertThat(flow.outcome().state()).isEqualTo(State.FAILED);
            assertThat(flow.server().host()).isEqualTo("api.example");
            assertThat(flow.requestHead().orElseThrow().headers())
                    .extracting(Header::name)
                    .containsExactly("Host", "Content-Length", "Transfer-Encoding");
            client.close();
        }
    }

    @Test
    void an_upgrade_turns_into_bytes_both_ways() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: x\r\n\r\n\u0081\u0005hello");
                        byte[] said = peer.readBytes(6);
                        peer.send(said);
                        peer.in().read();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET /ws HTTP/1.1\r\nHost: api.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.readBytes(7))
                    .asString(StandardCharsets.ISO_8859_1)
                    .isEqualTo("\u0081\u0005hello");
            client.send("client");
            assertThat(client.readBytes(6)).asString().isEqualTo("client");
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(flow.responseHead().orElseThrow().status()).isEqualTo(101);
            assertThat(flow.request().orElseThrow().body().bytes()).asString().isEqualTo("client");
            assertThat(flow.response().orElseThrow().body().bytes())
                    .asString(StandardCharsets.ISO_8859_1)
                    .isEqualTo("\u0081\u0005helloclient");
        }
    }

    @Test
    void requests_pipelined_in_a_tunnel_get_their_own_answers() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    Script.answering((peer, request) -> peer.reply(200, request.firstLine())), "api.example");
            Peer client = bench.secure("api.example", server.port());
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: api.example\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.read().text()).isEqualTo("GET /" + i + " HTTP/1.1");
            }
            List<Flow> flows = bench.sink.await(50);
            for (int i = 0; i < 50; i++) {
                assertThat(flows.get(i).response().orElseThrow().body().bytes())
                        .asString()
                        .isEqualTo("GET "
                                + flows.get(i).requestHead().orElseThrow().target() + " HTTP/1.1");
            }
            client.close();
        }
    }

    @Test
    void a_hundred_megabytes_wait_for_a_slow_client_and_pass_whole() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            bench.sink.countingOnly();
            long size = 120L * 1024 * 1024;
            Progress written = new Progress();
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                        byte[] block = new byte[64 * 1024];
                        for (long sent = 0; sent < size; sent += block.length) {
                            peer.out().write(block);
                            written.add(block.length);
                        }
                        peer.out().flush();
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            client.readHead();
            client.readBytes(1);
            assertThat(written.whenHeldUp()).as("sent while nobody reads").isLessThan(40L * 1024 * 1024);
            byte[] block = new byte[256 * 1024];
            long read = 1;
            while (read < size) {
                int n = client.in().read(block);
                assertThat(n).isPositive();
                read += n;
            }
            assertThat(bench.flow().response().orElseThrow().body().length()).isEqualTo(size);
            client.close();
        }
    }

    @Test
    void a_record_that_takes_no_more_slows_the_flow_and_loses_nothing() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            bench.sink.countingOnly();
            long size = 64L * 1024 * 1024;
            Progress written = new Progress();
            CountDownLatch blocked = new CountDownLatch(1);
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        blocked.await();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                        byte[] block = new byte[64 * 1024];
                        for (long sent = 0; sent < size; sent += block.length) {
                            peer.out().write(block);
                            written.add(block.length);
                        }
                        peer.out().flush();
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            bench.sink.block();
            blocked.countDown();
            client.readHead();
            Thread reader = new Thread(() -> {
                try {
                    client.in().readNBytes((int) size);
                } catch (IOException e) {
                    // The assertions on the record tell.
                }
            });
            reader.start();
            written.whenHeldUp();
            assertThat(bench.sink.bytes(Direction.RESPONSE))
                    .as("recorded while blocked")
                    .isLessThan(16L * 1024 * 1024);
            bench.sink.unblock();
            assertThat(bench.flow().response().orElseThrow().body().length()).isEqualTo(size);
            reader.join();
            client.close();
        }
    }

    @Test
    void an_upload_waits_for_a_slow_server_and_passes_whole() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            bench.sink.countingOnly();
            int size = 96 * 1024 * 1024;
            CountDownLatch go = new CountDownLatch(1);
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        go.await();
                        int read = 0;
                        byte[] block = new byte[256 * 1024];
                        while (read < size) {
                            read += peer.in().read(block);
                        }
                        peer.reply(200, "took " + read);
                        peer.readHead();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            Progress written = new Progress();
            Thread uploader = new Thread(() -> {
                try {
                    client.send("PUT /x HTTP/1.1\r\nHost: api.example\r\nContent-Length: " + size + "\r\n\r\n");
                    byte[] block = new byte[64 * 1024];
                    for (int sent = 0; sent < size; sent += block.length) {
                        client.send(block);
                        written.add(block.length);
                    }
                } catch (IOException e) {
                    // The assertions tell.
                }
            });
            uploader.start();
            assertThat(written.whenHeldUp()).as("sent while nobody reads").isLessThan(40L * 1024 * 1024);
            go.countDown();
            assertThat(client.read().text()).isEqualTo("took " + size);
            uploader.join();
            assertThat(bench.flow().request().orElseThrow().body().length()).isEqualTo(size);
            client.close();
        }
    }

    /** How far a writer came. */
    private static final class Progress {
        private static final Duration STILL = Duration.ofMillis(500);

        private long bytes;

        synchronized void add(long more) {
            bytes += more;
            notifyAll();
        }

        /** How far it is when it is held up: when no more comes for a while after the last of it. */
        synchronized long whenHeldUp() throws InterruptedException {
            long end = System.nanoTime() + STILL.toNanos();
            for (long left = STILL.toNanos(); left > 0; left = end - System.nanoTime()) {
                long before = bytes;
                TimeUnit.NANOSECONDS.timedWait(this, left);
                end = bytes == before ? end : System.nanoTime() + STILL.toNanos();
            }
            return bytes;
        }
    }
}

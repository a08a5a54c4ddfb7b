package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean harm: their connection ends with the reason, is recorded, and no other one notices. */
@Timeout(180)
class Http2FloodTest {
    private static final Http2Server.Script SILENT = new Http2Server.Script() {
        @Override
        public void head(Http2Server.Stream stream, Http2Headers headers, boolean end) {
            if (headers.path() != null && headers.path().toString().equals("/good")) {
                stream.reply("good");
            }
        }
    };

    @TempDir
    Path directory;

    /** What a client does before it reads. */
    private interface Flood {
        void with(FramePeer client) throws Exception;
    }

    private List<Flow> flood(Flood flood, String... codes) throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), () -> SILENT, "api.example");
                FramePeer good = FramePeer.tls(bench, "api.example", server.port(), "h2");
                FramePeer bad = FramePeer.tls(bench, "api.example", server.port(), "h2")) {
            good.head(1, true, FramePeer.get("/good"));
            good.answer(1);
            try {
                flood.with(bad);
            } catch (java.io.IOException e) {
                // Cut off within the flood.
            }
            assertThat(bad.readToGoAway().orElse("none")).isIn((Object[]) codes);
            good.head(3, true, FramePeer.get("/good"));
            assertThat(good.answer(3).body()).isEqualTo("good");
            return bench.sink.awaitThat(
                    flows -> flows.stream().anyMatch(f -> f.outcome().reason().equals("client_protocol_error")));
        }
    }

    private static final String CALM = Http2Error.ENHANCE_YOUR_CALM.name();

    @Test
    void rapid_reset() throws Exception {
        flood(
                client -> {
                    byte[] reset = FramePeer.number((int) Http2Error.CANCEL.code());
                    for (int id = 1; id < 4001; id += 2) {
                        client.head(id, true, FramePeer.get("/"));
                        client.frame(Http2FrameTypes.RST_STREAM, 0, id, reset);
                    }
                },
                CALM,
                // The last word may be lost when the flood goes on behind it.
                "none");
    }

    @Test
    void continuations_without_end() throws Exception {
        flood(
                client -> {
                    client.frame(Http2FrameTypes.HEADERS, FramePeer.END_STREAM, 1, client.block(FramePeer.get("/")));
                    for (int i = 0; i < 100; i++) {
                        client.frame(Http2FrameTypes.CONTINUATION, 0, 1, client.block("x-" + i, "y"));
                    }
                },
                CALM,
                "none");
    }

    @Test
    void pings() throws Exception {
        flood(
                client -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (int i = 0; i < 1500; i++) {
                        all.writeBytes(FramePeer.bytes(Http2FrameTypes.PING, 0, 0, new byte[8]));
                    }
                    client.peer().send(all.toByteArray());
                },
                CALM);
    }

    @Test
    void settings() throws Exception {
        flood(
                client -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (int i = 0; i < 1500; i++) {
                        all.writeBytes(FramePeer.bytes(Http2FrameTypes.SETTINGS, 0, 0, new byte[0]));
                    }
                    client.peer().send(all.toByteArray());
                },
                CALM);
    }

    @Test
    void data_without_content() throws Exception {
        List<Flow> flows = flood(
                client -> {
                    client.head(1, false, FramePeer.post("/"));
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (int i = 0; i < 1500; i++) {
                        all.writeBytes(FramePeer.bytes(Http2FrameTypes.DATA, 0, 1, new byte[0]));
                    }
                    client.peer().send(all.toByteArray());
                },
                CALM);
        assertThat(flows)
                .filteredOn(f -> f.outcome().reason().equals("client_protocol_error"))
                .singleElement()
                .satisfies(f -> assertThat(f.outcome().detail()).contains(CALM, "frames without content"));
    }

    @Test
    void frames_that_break_the_compression() throws Exception {
        flood(
                client -> client.frame(
                        Http2FrameTypes.HEADERS, FramePeer.END_HEADERS | FramePeer.END_STREAM, 1, new byte[] {
                            (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f
                        }),
                "COMPRESSION_ERROR");
    }

    @Test
    void a_head_that_unfolds_beyond_all_measure() throws Exception {
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), () -> SILENT, "api.example");
                FramePeer bad = FramePeer.tls(bench, "api.example", server.port(), "h2")) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            block.writeBytes(bad.block(FramePeer.get("/")));
            byte[] value = new byte[3900];
            java.util.Arrays.fill(value, (byte) 'v');
            // A literal that enters the table, and then one byte for each time that it is said again.
            block.write(0x40);
            block.write(1);
            block.write('x');
            block.write(0x7f);
            block.write((value.length - 127) & 0x7f | 0x80);
            block.write((value.length - 127) >> 7);
            block.writeBytes(value);
            for (int i = 0; i < 8000; i++) {
                block.write(0x80 | 62);
            }
            bad.frame(Http2FrameTypes.HEADERS, FramePeer.END_HEADERS | FramePeer.END_STREAM, 1, block.toByteArray());
            assertThat(bad.answer(1).headers()).containsEntry(":status", "431");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
        }
    }

    @Test
    void windows_of_nothing_hold_only_what_a_window_allows() throws Exception {
        byte[] large = new byte[4 << 20];
        Http2Server.Script lavish = new Http2Server.Script() {
            @Override
            public void head(Http2Server.Stream stream, Http2Headers headers, boolean end) {
                stream.head(false, ":status", "200");
                ByteBuf body = Unpooled.wrappedBuffer(large);
                stream.channel.writeAndFlush(new DefaultHttp2DataFrame(body, true));
            }
        };
        try (Bench bench = Bench.in(directory);
                Http2Server server = Http2Server.tls(bench.world.authority(), () -> lavish, "api.example");
                FramePeer bad = FramePeer.tls(bench, "api.example", server.port(), "h2")) {
            bad.settings(4, 0);
            bad.frame(Http2FrameTypes.PING, 0, 0, new byte[8]);
            bad.await(Http2FrameTypes.PING);
            for (int id = 1; id < 201; id += 2) {
                bad.head(id, true, FramePeer.get("/" + id));
            }
            for (int i = 0; i < 100; i++) {
                bad.await(Http2FrameTypes.HEADERS);
            }
            bad.frame(Http2FrameTypes.PING, 0, 0, new byte[8]);
            bad.await(Http2FrameTypes.PING);
            assertThat(bench.sink.bytes(io.mingcha.flows.Direction.RESPONSE)).isLessThanOrEqualTo(16L << 20);
            bad.close();
            assertThat(bench.sink.await(100))
                    .extracting(Flow::outcome)
                    .allSatisfy(o -> assertThat(o.state()).isEqualTo(Outcome.State.INCOMPLETE));
        }
    }
}

package io.mingcha.store;

import io.mingcha.flows.App;
import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays the proxy's part towards a sink. */
final class Exchanges {
    static final SessionSpec SPEC = SessionSpec.of(App.of("com.example.app"));
    static final Client CLIENT = new Client("127.0.0.1:50000", Optional.of("phone"));
    static final Server SERVER = new Server("api.example", 443, Optional.of("203.0.113.7"), Optional.of("api.example"));

    private Exchanges() {}

    static FlowRecorder open(FlowSink sink) {
        Instant now = sink.now();
        return sink.open(new FlowSink.Opening(sink.nextConnection(), "https", "HTTP/1.1", CLIENT, SERVER, now));
    }

    static FlowRecorder request(FlowSink sink, String target, String body) {
        FlowRecorder recorder = open(sink);
        recorder.head(
                Direction.REQUEST,
                new Head.Request(
                        "POST",
                        target,
                        "HTTP/1.1",
                        List.of(
                                new Header("Host", "api.example"),
                                new Header("User-Agent", "okhttp/4.12.0"),
                                new Header("Content-Type", "application/json"),
                                new Header("X-Name", "\u660e\u5bdf"))),
                sink.now());
        send(recorder, Direction.REQUEST, body.getBytes(StandardCharsets.UTF_8), sink.now());
        recorder.end(Direction.REQUEST, List.of(), sink.now(), true);
        return recorder;
    }

    static void respond(FlowSink sink, FlowRecorder recorder, byte[] body) {
        recorder.head(
                Direction.RESPONSE,
                new Head.Response(200, "OK", "HTTP/1.1", List.of(new Header("Content-Length", "" + body.length))),
                sink.now());
        send(recorder, Direction.RESPONSE, body, sink.now());
        recorder.end(Direction.RESPONSE, List.of(), sink.now(), true);
        recorder.close(Outcome.COMPLETE, Timing.at(sink.now()));
    }

    static void exchange(FlowSink sink, String target, String request, byte[] response) {
        respond(sink, request(sink, target, request), response);
    }

    static void exchange(FlowSink sink, String target) {
        exchange(sink, target, "{\"q\":\"" + target + "\"}", ("answer to " + target).getBytes(StandardCharsets.UTF_8));
    }

    static void send(FlowRecorder recorder, Direction direction, byte[] bytes, Instant at) {
        recorder.bytes(direction, ByteBuffer.wrap(bytes), at, () -> {});
    }
}

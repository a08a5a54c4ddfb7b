package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A server that speaks HTTP/1.1 only: each stream has one of its connections for itself, or waits for one. */
final class TranslatedServer implements Backend {
    static final String PROTOCOL = "HTTP/2 to HTTP/1.1";

    private static final int CONNECTIONS = 6;
    private static final int STREAMS = 100;

    private final Connection connection;
    private final Destination destination;
    private final Deque<Line> idle = new ArrayDeque<>();
    private final List<Line> all = new ArrayList<>();
    private final Queue<TranslatedStream> waiting = new ArrayDeque<>();
    private int dialling;
    private boolean closed;

    TranslatedServer(Connection connection, Destination destination) {
        this.connection = connection;
        this.destination = destination;
    }

    /** A connection that is there already. */
    void use(Upstream upstream) {
        Line line = new Line(this, upstream);
        all.add(line);
        line.begin();
        idle.add(line);
    }

    Connection connection() {
        return connection;
    }

    private EventLoop loop() {
        return connection.client().channel().eventLoop();
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public void attach(ClientStreams client) {}

    @Override
    public Http2Settings settings() {
        return new Http2Settings()
                .maxConcurrentStreams(STREAMS)
                .initialWindowSize(Windows.STREAM)
                .maxHeaderListSize(connection.engine().config().limits().head());
    }

    @Override
    public ServerStream open(Exchange exchange, Http2Headers headers, boolean end) {
        Optional<HttpRequest> request = Translation.request(headers, end);
        TranslatedStream stream = new TranslatedStream(this, exchange, request, end);
        if (request.isPresent()) {
            waiting.add(stream);
            serve();
        } else {
            loop().execute(() -> exchange.endWith(
                    Http2Error.HTTP_1_1_REQUIRED.code(),
                    Outcome.failed("malformed_request", "the request cannot be said in HTTP/1.1")));
        }
        return stream;
    }

    void serve() {
        while (!waiting.isEmpty() && !closed) {
            Line line = idle.poll();
            if (line == null) {
                if (dialling < waiting.size() && all.size() + dialling < CONNECTIONS) {
                    dial();
                    continue;
                }
                return;
            }
            if (line.isUsable()) {
                line.serve(waiting.remove());
            } else {
                all.remove(line);
            }
        }
    }

    private void dial() {
        dialling++;
        connection.engine().connector().connect(loop(), destination).addListener((Future<Upstream> f) -> {
            dialling--;
            if (f.isSuccess() && closed) {
                f.getNow().channel().close();
            } else if (f.isSuccess()) {
                dialled(f.getNow());
            } else if (all.isEmpty()) {
                Unserved why = Unserved.of(UpstreamFailure.of(f.cause()));
                failAll(why);
            }
        });
    }

    private void dialled(Upstream upstream) {
        if (Streams.isRefused(connection, upstream)) {
            failAll(Unserved.badCertificate(upstream));
        } else {
            use(upstream);
            serve();
        }
    }

    private void failAll(Unserved why) {
        TranslatedStream next;
        while ((next = waiting.poll()) != null) {
            next.unserved(why);
        }
    }

    void forget(TranslatedStream stream) {
        waiting.remove(stream);
    }

    /** A connection is free for another exchange, or over. */
    void released(Line line, boolean usable) {
        if (usable && !closed) {
            idle.add(line);
        } else {
            idle.remove(line);
            all.remove(line);
            line.close();
        }
        serve();
    }

    @Override
    public void clientSettings(Http2Settings settings) {}

    @Override
    public void clientEnding(long code, ByteBuf debug) {
        debug.release();
    }

    @Override
    public void clientWritable() {}

    @Override
    public void clientFull() {}

    @Override
    public void flushRequests() {
        all.forEach(Line::flush);
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
        List.copyOf(all).forEach(Line::close);
    }
}

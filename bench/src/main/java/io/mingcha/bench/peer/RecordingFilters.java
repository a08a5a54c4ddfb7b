package io.mingcha.bench.peer;

import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.proxy.http1.Heads;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;

/** Records what passes, chunk by chunk, as Mingcha does. */
final class RecordingFilters extends HttpFiltersSourceAdapter {
    private final FlowSink sink;

    RecordingFilters(FlowSink sink) {
        this.sink = sink;
    }

    @Override
    public HttpFilters filterRequest(HttpRequest request, ChannelHandlerContext context) {
        return request.method().equals(HttpMethod.CONNECT)
                ? HttpFiltersAdapter.NOOP_FILTER
                : new Recorded(request, context);
    }

    private final class Recorded extends HttpFiltersAdapter {
        private final FlowRecorder recorder;
        private final Instant opened = sink.now();

        Recorded(HttpRequest request, ChannelHandlerContext context) {
            super(request, context);
            String host = request.headers().get(HttpHeaderNames.HOST, "");
            Server server = new Server(host, 443, Optional.empty(), Optional.empty());
            recorder = sink.open(
                    new FlowSink.Opening(0, "https", request.protocolVersion().text(), Client.UNKNOWN, server, opened));
            recorder.head(Direction.REQUEST, Heads.of(request, request.uri()), opened);
        }

        @Override
        public @Nullable HttpResponse clientToProxyRequest(HttpObject object) {
            content(Direction.REQUEST, object);
            return null;
        }

        @Override
        public HttpObject serverToProxyResponse(HttpObject object) {
            if (object instanceof HttpResponse response) {
                recorder.head(Direction.RESPONSE, Heads.of(response), sink.now());
            }
            content(Direction.RESPONSE, object);
            if (object instanceof LastHttpContent) {
                recorder.close(Outcome.COMPLETE, Timing.at(opened));
            }
            return object;
        }

        private void content(Direction direction, HttpObject object) {
            if (object instanceof HttpContent content) {
                ByteBuf bytes = content.content().retainedSlice();
                recorder.bytes(direction, bytes.nioBuffer(), sink.now(), bytes::release);
                if (object instanceof LastHttpContent) {
                    recorder.end(direction, List.of(), sink.now(), true);
                }
            }
        }
    }
}

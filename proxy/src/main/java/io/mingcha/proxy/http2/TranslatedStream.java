package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.http1.Heads;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.record.SinkGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One stream said in HTTP/1.1. */
final class TranslatedStream implements ServerStream {
    private static final int MOST_UNTAKEN = 128 * 1024;

    private final TranslatedServer server;
    private final Exchange exchange;
    private final Optional<HttpRequest> request;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Line line;
    private int untaken;
    private boolean requestWritten;
    private boolean interim;
    private boolean responseEnded;
    private boolean keep;
    private boolean selfDelimited = true;
    private boolean over;

    /** What is to be written once there is a connection. */
    private record Waiting(HttpContent content, ChannelPromise written) {}

    TranslatedStream(TranslatedServer server, Exchange exchange, Optional<HttpRequest> request, boolean end) {
        this.server = server;
        this.exchange = exchange;
        this.request = request;
        if (end) {
            write(Unpooled.EMPTY_BUFFER, true);
        }
    }

    HttpRequest request() {
        return request.orElseThrow();
    }

    void served(Line by, boolean fresh) {
        line = by;
        exchange.reached(
                by.upstream(),
                fresh,
                new SinkGate(
                        server.connection().engine().sink(),
                        server.connection().client().channel().eventLoop(),
                        server.connection().client().reading(),
                        by.upstream().reading()));
        by.write(request());
        Waiting next;
        while ((next = waiting.poll()) != null) {
            send(by, next.content(), next.written());
        }
        by.flush();
    }

    private void send(Line by, HttpContent content, ChannelPromise written) {
        requestWritten |= content instanceof LastHttpContent;
        by.write(content).addListener(f -> written.setSuccess());
    }

    private ChannelFuture send(HttpContent content) {
        ChannelPromise written = exchange.context().newPromise();
        Line by = line;
        if (over) {
            content.release();
            written.setSuccess();
        } else if (by == null) {
            waiting.add(new Waiting(content, written));
        } else {
            send(by, content, written);
        }
        return written;
    }

    @Override
    public ChannelFuture write(ByteBuf bytes, boolean end) {
        return send(end ? new DefaultLastHttpContent(bytes) : new DefaultHttpContent(bytes));
    }

    @Override
    public void trailers(Http2Headers trailers) {
        DefaultLastHttpContent last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        if (Translation.isSafe(trailers)) {
            trailers.forEach(h -> last.trailingHeaders().add(h.getKey(), h.getValue()));
        }
        send(last);
    }

    @Override
    public void reset(long code) {
        // HTTP/1.1 has no other way to give up.
        leave(false);
    }

    @Override
    public void over() {
        leave(keep && requestWritten && responseEnded);
    }

    private void leave(boolean usable) {
        if (over) {
            return;
        }
        over = true;
        server.forget(this);
        Waiting next;
        while ((next = waiting.poll()) != null) {
            next.content().release();
            next.written().setSuccess();
        }
        Line by = line;
        if (by != null) {
            by.upstream().reading().resume(Pause.PEER);
            by.release(usable);
        }
    }

    @Override
    public void taken(int bytes) {
        untaken -= bytes;
        Line by = line;
        if (by != null && !over && untaken < MOST_UNTAKEN / 2) {
            by.upstream().reading().resume(Pause.PEER);
        }
    }

    void response(HttpObject object) {
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(object);
            malformed(String.valueOf(object.decoderResult().cause().getMessage()));
        } else if (object instanceof HttpResponse head) {
            head(head);
        } else if (object instanceof HttpContent content) {
            content(content);
        }
    }

    private void malformed(String detail) {
        if (exchange.isAnswered()) {
            exchange.endWith(Http2Error.INTERNAL_ERROR.code(), Outcome.incomplete("malformed_response", detail));
        } else {
            exchange.answer(Outcome.failed("malformed_response", detail));
            leave(false);
        }
    }

    private void head(HttpResponse head) {
        if (head.status().code() == 101) {
            malformed("the server switched to a protocol that it was not asked for");
            return;
        }
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!interim) {
            int status = head.status().code();
            selfDelimited = status == 204
                    || status == 304
                    || request().method().name().equals("HEAD")
                    || HttpUtil.isTransferEncodingChunked(head)
                    || HttpUtil.isContentLengthSet(head);
            keep = selfDelimited && HttpUtil.isKeepAlive(head);
        }
        exchange.responseHead(Translation.response(head), Heads.of(head), false);
    }

    private void content(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            content.release();
            interim = !last;
            return;
        }
        Line by = line;
        responseEnded = last;
        if (last && by != null && !selfDelimited && !by.endsCleanly()) {
            responseEnded = false;
            content.release();
            serverGone();
            return;
        }
        int length = content.content().readableBytes();
        untaken += length;
        if (untaken > MOST_UNTAKEN && by != null) {
            by.upstream().reading().pause(Pause.PEER);
        }
        boolean trailers =
                last && !((LastHttpContent) content).trailingHeaders().isEmpty();
        if (!trailers) {
            exchange.responseData(content.content(), length, last);
        } else {
            exchange.responseData(content.content(), length, false);
            exchange.responseTrailers(Translation.headers(((LastHttpContent) content).trailingHeaders()));
        }
    }

    void unserved(Unserved why) {
        exchange.fail(why);
    }

    void serverGone() {
        Line by = line;
        exchange.serverLeft(by != null && by.wasReset());
    }
}

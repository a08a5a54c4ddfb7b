package io.mingcha.proxy.http1;

import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.proxy.config.StandIn;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.record.SinkGate;
import io.mingcha.proxy.relay.Splice;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and what is answered to it. */
final class Exchange {
    private static final long LATE_BODY_SECONDS = 5;

    private final Conversation conversation;
    private final Engine engine;
    private final ClientConnection client;
    private final HttpRequest request;
    private final Origin origin;
    private final String target;
    private final Instant opened;
    private final Recording recording;
    private final boolean asksUpgrade;
    private boolean requestEnded;
    private boolean responseBegun;
    private boolean responseEnded;
    private boolean interim;
    private boolean switching;
    private boolean selfDelimited = true;
    private boolean keepServer;
    private boolean keepClient;
    private boolean over;
    private Outcome outcome = Outcome.COMPLETE;
    private @Nullable Outcome failed;
    private @Nullable UpstreamSide side;
    private @Nullable SinkGate gate;

    Exchange(Conversation conversation, HttpRequest request, Origin origin, String target, Instant opened) {
        this.conversation = conversation;
        this.engine = conversation.engine();
        this.client = conversation.client();
        this.request = request;
        this.origin = origin;
        this.target = target;
        this.opened = opened;
        this.asksUpgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
        this.keepClient = HttpUtil.isKeepAlive(request);
        this.recording = engine.open(new FlowSink.Opening(
                client.number(),
                origin.scheme(),
                request.protocolVersion().text(),
                client.client(),
                server(Optional.empty()),
                opened));
        recording.head(Direction.REQUEST, Heads.of(request, target), opened);
    }

    private Server server(Optional<InetSocketAddress> address) {
        return new Server(
                origin.name(),
                origin.port(),
                address.map(a -> a.getAddress().getHostAddress()),
                conversation.serverName());
    }

    boolean isConnecting() {
        return side == null && failed == null && !over;
    }

    boolean takesNoMore() {
        return requestEnded;
    }

    void requestBroken() {
        requestEnded = true;
        recording.end(Direction.REQUEST, List.of(), false);
    }

    void connected(Upstream upstream) {
        if (over) {
            conversation.upstreams().drop(upstream);
            return;
        }
        UpstreamSide known = UpstreamSide.of(upstream);
        UpstreamSide found = known == null ? UpstreamSide.attach(conversation, upstream) : known;
        boolean refusing =
                !upstream.issues().isEmpty() && engine.config().verification() == UpstreamVerification.STRICT;
        recording.connections(
                server(Optional.of(upstream.address())),
                client.tls(),
                upstream.tls(),
                client.timing(opened, known == null ? Optional.of(upstream.marks()) : Optional.empty()));
        if (refusing) {
            conversation.upstreams().drop(upstream);
            Outcome bad = Outcome.failed("upstream_certificate", CertificateCheck.label(upstream.issues()));
            fail(bad, Refusal.of(bad));
            return;
        }
        side = found;
        gate = new SinkGate(engine.sink(), client.channel().eventLoop(), client.reading(), upstream.reading());
        found.serve(this, HttpMethod.HEAD.equals(request.method()));
        found.begin();
        if (!over) {
            request.setUri(target);
            found.channel().write(request);
            // as a task: what of the body came with the head goes out in one piece with it
            found.channel().eventLoop().execute(found.channel()::flush);
        }
    }

    void unreachable(Throwable cause) {
        if (over) {
            return;
        }
        UpstreamFailure failure = UpstreamFailure.of(cause);
        recording.connections(
                server(failure.address()), client.tls(), Optional.empty(), client.timing(opened, Optional.empty()));
        fail(failure.outcome(), Refusal.of(failure.outcome()));
    }

    /** Answers with an explanation; what the client still sends is recorded, and then the connection ends. */
    void fail(Outcome with, Refusal refusal) {
        answer(with, refusal.response());
    }

    /** Answers in the server's place; that too is recorded. */
    void answerFor(StandIn standIn) {
        byte[] body = standIn.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(standIn.status()), Unpooled.wrappedBuffer(body));
        if (body.length > 0) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, standIn.contentType());
        }
        if (standIn.status() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        recording.connections(
                server(Optional.empty()), client.tls(), Optional.empty(), client.timing(opened, Optional.empty()));
        recording.head(Direction.RESPONSE, Heads.of(response), engine.sink().now());
        if (!HttpMethod.HEAD.equals(request.method())) {
            recording.bytes(Direction.RESPONSE, response.content().retainedDuplicate());
        }
        recording.end(Direction.RESPONSE, List.of(), true);
        answer(Outcome.ANSWERED_BY_PROXY, response);
    }

    private void answer(Outcome with, FullHttpResponse response) {
        failed = with;
        client.channel().writeAndFlush(response);
        if (requestEnded) {
            conclude(with);
        } else {
            client.reading().resume(Pause.PEER);
            client.channel().eventLoop().schedule(() -> conclude(with), LATE_BODY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void conclude(Outcome with) {
        if (!over) {
            over = true;
            recording.close(with);
            conversation.finished(false);
        }
    }

    void requestContent(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            end(Outcome.incomplete(
                    "malformed_request",
                    String.valueOf(content.decoderResult().cause().getMessage())));
            abort(false);
            return;
        }
        ByteBuf bytes = content.content().retainedSlice();
        boolean last = content instanceof LastHttpContent;
        UpstreamSide server = side;
        if (server != null && failed == null) {
            Channel channel = server.channel();
            channel.write(content);
            if (!channel.isWritable()) {
                client.reading().pause(Pause.PEER);
                channel.flush();
            }
        } else {
            content.release();
        }
        recordBytes(Direction.REQUEST, bytes);
        if (last) {
            requestEnded = true;
            if (!asksUpgrade || failed != null) {
                endRequest(((LastHttpContent) content));
            }
            if (failed != null) {
                conclude(failed);
            } else {
                finishIfDone();
            }
        }
    }

    private void endRequest(LastHttpContent last) {
        recording.end(Direction.REQUEST, Heads.headers(last.trailingHeaders()), true);
    }

    private void recordBytes(Direction direction, ByteBuf bytes) {
        boolean any = bytes.isReadable();
        recording.bytes(direction, bytes);
        if (any && gate != null) {
            gate.check();
        }
    }

    void flushRequest() {
        if (side != null) {
            side.channel().flush();
        }
    }

    void clientWritable() {
        if (side != null) {
            side.upstream().reading().resume(Pause.PEER);
        }
    }

    void response(HttpObject object) {
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(object);
            brokenResponse(String.valueOf(object.decoderResult().cause().getMessage()));
        } else if (object instanceof HttpResponse head) {
            responseHead(head);
        } else if (object instanceof HttpContent content) {
            responseContent(content);
        }
    }

    private void brokenResponse(String detail) {
        if (responseBegun) {
            end(Outcome.incomplete("malformed_response", detail));
            abort(false);
        } else {
            Outcome bad = Outcome.failed("malformed_response", detail);
            UpstreamSide server = side;
            if (server != null) {
                server.release();
                conversation.upstreams().drop(server.upstream());
            }
            fail(bad, Refusal.of(bad));
        }
    }

    private void responseHead(HttpResponse head) {
        int status = head.status().code();
        switching = status == 101;
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL && !switching;
        if (interim) {
            client.channel().write(head);
            return;
        }
        recording.head(Direction.RESPONSE, Heads.of(head), engine.sink().now());
        if (!engine.config().keepAltSvc()) {
            AltSvc.strip(head.headers()).ifPresent(recording::changed);
        }
        client.channel().write(head);
        responseBegun = true;
        boolean bodiless = HttpMethod.HEAD.equals(request.method()) || status == 204 || status == 304 || switching;
        selfDelimited = bodiless || HttpUtil.isTransferEncodingChunked(head) || HttpUtil.isContentLengthSet(head);
        keepServer = selfDelimited && HttpUtil.isKeepAlive(request) && HttpUtil.isKeepAlive(head);
        keepClient = keepClient && keepServer;
    }

    private void responseContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            client.channel().writeAndFlush(content);
            interim = !last;
            return;
        }
        ByteBuf bytes = content.content().retainedSlice();
        Channel channel = client.channel();
        channel.write(content);
        if (!channel.isWritable() && side != null) {
            side.upstream().reading().pause(Pause.PEER);
            channel.flush();
        }
        recordBytes(Direction.RESPONSE, bytes);
        if (last && switching) {
            upgrade();
        } else if (last) {
            responseEnded = true;
            boolean whole = selfDelimited || side != null && side.endsCleanly();
            recording.end(Direction.RESPONSE, Heads.headers(((LastHttpContent) content).trailingHeaders()), whole);
            if (!whole) {
                outcome = Outcome.incomplete(
                        "upstream_closed", "the connection ended without saying that it was meant to");
            }
            finishIfDone();
        }
    }

    private void finishIfDone() {
        if (over || !requestEnded || !responseEnded) {
            return;
        }
        over = true;
        recording.end(Direction.REQUEST, List.of(), true);
        recording.close(outcome);
        UpstreamSide server = side;
        if (server != null) {
            // the end of a request whose answer came first: nobody flushes for an exchange that is over
            server.channel().flush();
            server.release();
            if (!keepServer) {
                conversation.upstreams().drop(server.upstream());
            }
        }
        if (outcome.state() == Outcome.State.INCOMPLETE) {
            conversation.cut(server != null && server.wasReset());
        } else {
            conversation.finished(keepClient);
        }
    }

    /** Both sides agreed on another protocol: its bytes pass as they are, and belong to this flow. */
    private void upgrade() {
        UpstreamSide server = side;
        if (over || server == null) {
            return;
        }
        over = true;
        client.channel().flush();
        client.reading().resume(Pause.PEER);
        server.upstream().reading().resume(Pause.PEER);
        Splice splice = new Splice(engine, client, server.upstream(), recording, true, Outcome.COMPLETE);
        conversation.become(splice.clientSide());
        server.become(splice.serverSide());
    }

    void serverGone() {
        if (over || failed != null) {
            return;
        }
        UpstreamSide server = side;
        boolean reset = server != null && server.wasReset();
        if (server != null && server.upstream().turnedAway()) {
            end(Outcome.incomplete("client_certificate_wanted", UpstreamFailure.CERTIFICATE_WANTED));
            conversation.cut(reset);
            return;
        }
        end(Outcome.incomplete(
                reset ? "upstream_reset" : "upstream_closed",
                responseEnded
                        ? "the server ended the connection before it had the whole request"
                        : responseBegun
                                ? "the server ended the connection within its response"
                                : "the server ended the connection without a response"));
        conversation.cut(reset);
    }

    void clientGone() {
        end(
                failed != null
                        ? failed
                        : engine.connections().isStopping()
                                ? Outcome.incomplete("proxy_stopped", "the proxy was stopped")
                                : Outcome.incomplete("client_closed", "the client ended the connection"));
        if (side != null) {
            side.release();
            side.channel().close();
        }
    }

    private void end(Outcome with) {
        if (!over) {
            over = true;
            recording.end(Direction.REQUEST, List.of(), requestEnded);
            recording.end(Direction.RESPONSE, List.of(), responseEnded);
            recording.close(with);
        }
    }

    private void abort(boolean reset) {
        UpstreamSide server = side;
        if (server != null) {
            server.release();
            conversation.upstreams().drop(server.upstream());
        }
        conversation.cut(reset);
    }
}

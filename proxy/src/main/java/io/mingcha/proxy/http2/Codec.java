package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2PromisedRequestVerifier;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.StreamBufferingEncoder;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import java.io.IOException;

/** Frames of one connection, within bounds, telling what it did about a peer that broke them. */
final class Codec extends Http2FrameCodec {
    /** A head in pieces smaller than this many would fit into one frame. */
    private static final int SMALL_CONTINUATIONS = 16;

    /** The connection cannot go on; a GOAWAY says so to the peer. */
    record Failure(Http2Error error, String detail) {}

    /** A request's head was larger than taken; it was answered with 431. */
    record HeadRefused(int stream) {}

    private Codec(Http2ConnectionEncoder encoder, Http2ConnectionDecoder decoder, Http2Settings settings) {
        super(encoder, decoder, settings, true, true);
        gracefulShutdownTimeoutMillis(0);
    }

    static Codec facingClient(int head, Http2Settings settings) {
        Http2Connection connection = new DefaultHttp2Connection(true);
        Long streams = settings.maxConcurrentStreams();
        if (streams != null) {
            connection.remote().maxActiveStreams((int) Math.min(streams, Integer.MAX_VALUE));
        }
        return of(connection, encoder(connection), head, settings);
    }

    /** Streams that the server does not allow yet wait for their turn. */
    static Codec facingServer(int head, Http2Settings settings) {
        Http2Connection connection = new DefaultHttp2Connection(false);
        return of(connection, new StreamBufferingEncoder(encoder(connection)), head, settings);
    }

    private static Http2ConnectionEncoder encoder(Http2Connection connection) {
        // Priorities are those of one connection; sharing evenly costs the least.
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
        return new DefaultHttp2ConnectionEncoder(
                connection, new DefaultHttp2FrameWriter(Http2HeadersEncoder.NEVER_SENSITIVE, true));
    }

    private static Codec of(
            Http2Connection connection, Http2ConnectionEncoder encoder, int head, Http2Settings settings) {
        Http2ConnectionDecoder decoder = new DefaultHttp2ConnectionDecoder(
                connection,
                encoder,
                new DefaultHttp2FrameReader(new HeadDecoder(head), SMALL_CONTINUATIONS),
                Http2PromisedRequestVerifier.ALWAYS_VERIFY,
                true,
                true,
                false);
        return new Codec(encoder, decoder, settings);
    }

    /** Announces the end without ending anything by itself. */
    void announceEnd(ChannelHandlerContext ctx, int lastStream, long code, ByteBuf debug) {
        try {
            if (connection().goAwaySent(lastStream, code, debug)) {
                encoder().frameWriter().writeGoAway(ctx, lastStream, code, debug, ctx.newPromise());
                return;
            }
        } catch (Http2Exception e) {
            // An earlier one said less: that stands.
        }
        debug.release();
    }

    /** Without the base class's reading on when it was told not to. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
        flush(ctx);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext ctx, boolean outbound, Throwable cause, Http2Exception known) {
        if (cause instanceof IOException) {
            // The other end is not there any more to be written to, which breaks no rule.
            ctx.fireExceptionCaught(cause);
            return;
        }
        Http2Error error = known == null ? Http2Error.INTERNAL_ERROR : known.error();
        ctx.fireUserEventTriggered(new Failure(error, String.valueOf(cause.getMessage())));
        super.onConnectionError(ctx, outbound, cause, known);
    }

    @Override
    protected void handleServerHeaderDecodeSizeError(ChannelHandlerContext ctx, Http2Stream stream) {
        super.handleServerHeaderDecodeSizeError(ctx, stream);
        ctx.fireUserEventTriggered(new HeadRefused(stream.id()));
    }
}

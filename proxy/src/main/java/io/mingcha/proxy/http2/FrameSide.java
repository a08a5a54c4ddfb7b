package io.mingcha.proxy.http2;

import io.mingcha.proxy.record.Reading;
import io.mingcha.proxy.record.Reading.Pause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2WindowUpdateFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One end of streams: reads the frames of one connection, and flushes once for everything that was read together. */
abstract class FrameSide extends Http2ChannelDuplexHandler {
    /** Answers to frames that ask for one, beyond which a peer that takes none is not read. */
    private static final int UNTAKEN_ANSWERS = 256;

    private static final long LAST_WORD_SECONDS = 1;

    private final Codec codec;
    private final Reading reading;
    private final Windows windows;
    private final Allowance allowance = new Allowance();
    private @Nullable ChannelHandlerContext context;
    private boolean inRead;
    private boolean flushAsked;
    private int answers;

    FrameSide(Codec codec, Reading reading) {
        this.codec = codec;
        this.reading = reading;
        this.windows = new Windows(codec.connection());
    }

    final Codec codec() {
        return codec;
    }

    final ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }

    @Override
    protected void handlerAdded0(ChannelHandlerContext ctx) throws Http2Exception {
        context = ctx;
        windows.open();
        flush();
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object frame) {
        inRead = true;
        if (frame instanceof Http2HeadersFrame headers) {
            allowance.useful();
            head(headers);
        } else if (frame instanceof Http2DataFrame data) {
            if (data.content().isReadable() || data.isEndStream()) {
                allowance.useful();
                data(data);
            } else {
                taken(data.stream().id(), data.initialFlowControlledBytes());
                data.release();
                allow(allowance.empty());
            }
        } else if (frame instanceof Http2ResetFrame reset) {
            reset(reset.stream().id(), reset.errorCode());
            if (codec.connection().isServer()) {
                allow(allowance.reset());
            }
        } else if (frame instanceof Http2GoAwayFrame end) {
            ending(end);
        } else if (frame instanceof Http2WindowUpdateFrame) {
            // The codec did what there is to do.
            allowance.useful();
        } else {
            if (frame instanceof Http2SettingsFrame settings) {
                settings(settings);
            }
            ReferenceCountUtil.release(frame);
            answered();
            allow(allowance.empty());
        }
    }

    private void answered() {
        if (++answers > UNTAKEN_ANSWERS && !context().channel().isWritable()) {
            reading.pause(Pause.ANSWERS);
        }
    }

    final void allow(Optional<Http2Exception> exceeded) {
        exceeded.ifPresent(e -> codec.onError(codecContext(), false, e));
    }

    final ChannelHandlerContext codecContext() {
        return context().pipeline().context(codec);
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        otherSideFlush();
        inRead = false;
        if (ctx.channel().isWritable()) {
            answers = 0;
        }
    }

    /** What crosses while frames are read goes out when they all were. */
    final void flush() {
        if (!inRead && !flushAsked) {
            flushAsked = true;
            context().executor().execute(() -> {
                flushAsked = false;
                context().flush();
            });
        }
    }

    final void flushNow() {
        context().flush();
    }

    final void taken(int stream, int bytes) {
        try {
            if (bytes > 0 && windows.taken(stream, bytes)) {
                flush();
            }
        } catch (Http2Exception e) {
            codec.onError(codecContext(), true, e);
        }
    }

    /** Ends a stream; what was written before goes out before, as far as the peer's windows let it. */
    final void sendReset(int stream, long code) {
        if (!context().channel().isActive()) {
            return;
        }
        flushNow();
        codec.encoder().writeRstStream(codecContext(), stream, code, context().newPromise());
        flush();
    }

    final void announceEnd(int lastStream, long code, ByteBuf debug) {
        codec.announceEnd(codecContext(), lastStream, code, debug);
        flush();
    }

    final void tell(Http2Settings settings) {
        context().write(new DefaultHttp2SettingsFrame(settings));
        flush();
    }

    /** Whether a head can still be written on a stream. */
    static boolean takesHead(Http2FrameStream stream) {
        Http2Stream.State state = stream.state();
        return state == Http2Stream.State.OPEN || state == Http2Stream.State.HALF_CLOSED_REMOTE;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            answers = 0;
            reading.resume(Pause.ANSWERS);
            writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Codec.Failure failure) {
            failed(failure);
            // The peer may never read the last word.
            ctx.executor().schedule(() -> ctx.channel().close(), LAST_WORD_SECONDS, TimeUnit.SECONDS);
        } else if (event instanceof Codec.HeadRefused refused) {
            headRefused(refused.stream());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2FrameStreamException broken) {
            brokenStream(broken.stream().id(), broken.error().code(), String.valueOf(broken.getMessage()));
            sendReset(broken.stream().id(), broken.error().code());
            allow(allowance.fault());
        } else if (!(cause instanceof Http2Exception)) {
            connectionBroken();
            ctx.close();
        }
    }

    abstract void head(Http2HeadersFrame frame);

    abstract void data(Http2DataFrame frame);

    abstract void reset(int stream, long code);

    abstract void settings(Http2SettingsFrame frame);

    abstract void ending(Http2GoAwayFrame frame);

    abstract void writable();

    abstract void otherSideFlush();

    /** A frame broke the rules of its stream. */
    abstract void brokenStream(int stream, long code, String detail);

    /** The connection ends because of what the peer sent. */
    abstract void failed(Codec.Failure failure);

    /** The connection ended without order. */
    abstract void connectionBroken();

    /** A head was too large to be taken. */
    abstract void headRefused(int stream);
}

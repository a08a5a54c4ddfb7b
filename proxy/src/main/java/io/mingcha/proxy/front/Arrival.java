package io.mingcha.proxy.front;

import io.mingcha.flows.WayIn;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Conversation;
import io.mingcha.proxy.http1.DialledUpstreams;
import io.mingcha.proxy.http1.ResponseEncoder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Stands behind LittleProxy's decoder from the first head on: keeps what still arrives, swallows what LittleProxy writes
 * in answer to the filter, and, once its call has returned, puts our engine in its place.
 */
final class Arrival extends ChannelDuplexHandler {
    private final Engine engine;
    private final Queue<Object> arrived = new ArrayDeque<>();

    private Arrival(Engine engine, HttpRequest first) {
        this.engine = engine;
        arrived.add(first);
    }

    /** Called within LittleProxy's reading of the first head. */
    static void standIn(Engine engine, ChannelPipeline pipeline, HttpRequest first) {
        Arrival arrival = new Arrival(engine, first);
        pipeline.addAfter(pipeline.context(HttpRequestDecoder.class).name(), "arrival", arrival);
        arrival.stopDecodingBehind(first, pipeline);
        pipeline.channel().eventLoop().execute(() -> arrival.takeOver(pipeline));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        arrived.add(msg);
        if (msg instanceof HttpRequest request) {
            stopDecodingBehind(request, ctx.pipeline());
        }
    }

    /** What follows a CONNECT is not HTTP; the decoder hands on what it holds of it. */
    private void stopDecodingBehind(HttpRequest request, ChannelPipeline pipeline) {
        if (FrontRouter.opensTunnel(engine, request) && pipeline.get(HttpRequestDecoder.class) != null) {
            pipeline.remove(HttpRequestDecoder.class);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        ReferenceCountUtil.release(msg);
        promise.trySuccess();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {}

    private void takeOver(ChannelPipeline pipeline) {
        if (!pipeline.channel().isActive()) {
            return;
        }
        for (Map.Entry<String, ChannelHandler> handler :
                List.copyOf(pipeline.toMap().entrySet())) {
            if (handler.getValue() != this && !(handler.getValue() instanceof HttpRequestDecoder)) {
                pipeline.remove(handler.getKey());
            }
        }
        pipeline.channel().config().setOption(ChannelOption.TCP_NODELAY, true);
        pipeline.channel().config().setAutoRead(true);
        ClientConnection client = new ClientConnection(engine, pipeline.channel(), Optional.of(WayIn.PROXY));
        ResponseEncoder encoder = new ResponseEncoder();
        Conversation conversation = new Conversation(
                engine,
                client,
                new FrontRouter(engine, client),
                new DialledUpstreams(engine, pipeline.channel().eventLoop()),
                encoder);
        ChannelHandlerContext place = pipeline.context(this);
        pipeline.addAfter(place.name(), "conversation", conversation);
        pipeline.addAfter(place.name(), "encoder", encoder);
        pipeline.remove(this);
        Object next;
        while ((next = arrived.poll()) != null) {
            place.fireChannelRead(next);
        }
        place.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        arrived.forEach(ReferenceCountUtil::release);
        arrived.clear();
        ctx.fireChannelInactive();
    }
}

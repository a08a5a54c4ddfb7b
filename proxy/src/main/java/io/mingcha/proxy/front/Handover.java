package io.mingcha.proxy.front;

import io.mingcha.proxy.engine.Engine;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;

/** Takes each connection from LittleProxy at its first request, whatever that is. LittleProxy never dials. */
final class Handover extends HttpFiltersSourceAdapter {
    private final Engine engine;

    Handover(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HttpFilters filterRequest(HttpRequest copy, ChannelHandlerContext context) {
        return new HttpFiltersAdapter(copy, context) {
            @Override
            public @Nullable HttpResponse clientToProxyRequest(HttpObject object) {
                if (object instanceof HttpRequest request) {
                    receive(request, context);
                }
                return swallowed();
            }
        };
    }

    private void receive(HttpRequest request, ChannelHandlerContext ctx) {
        InetAddress address = ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
        if (mayAskToPair(request) || engine.admits(address, true)) {
            Arrival.standIn(engine, ctx.pipeline(), request);
        } else {
            ctx.channel().close();
        }
    }

    /** The page that says how to pair is there for everyone; {@link FrontRouter} sees to it that nothing else is. */
    private boolean mayAskToPair(HttpRequest request) {
        return engine.admission().pairs()
                && FrontRouter.isDirect(request)
                && !engine.connections().isStopping();
    }

    /** Makes LittleProxy believe that the request was answered; {@link Arrival} keeps it off the wire. */
    private static HttpResponse swallowed() {
        HttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }
}

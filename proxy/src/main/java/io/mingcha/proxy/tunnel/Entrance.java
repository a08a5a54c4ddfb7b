package io.mingcha.proxy.tunnel;

import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Server;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * A tunnel that is being decided on.
 *
 * @param ctx the place of its {@link Tunnel} in the pipeline
 * @param bytes what the client sent so far; the tunnel's
 * @param serverName of the ClientHello, if there was one
 */
record Entrance(
        Engine engine,
        ClientConnection client,
        String host,
        int port,
        Instant opened,
        ChannelHandlerContext ctx,
        ByteBuf bytes,
        Optional<String> serverName) {

    Entrance named(Optional<String> name) {
        return new Entrance(engine, client, host, port, opened, ctx, bytes, name);
    }

    /** Whether there is still anybody to decide for. */
    boolean isOpen() {
        return !ctx.isRemoved() && ctx.channel().isActive();
    }

    Destination destination(Optional<Destination.TlsOffer> tls) {
        return new Destination(host, port, serverName, tls);
    }

    Future<Upstream> connect(Optional<Destination.TlsOffer> tls) {
        return engine.connector().connect(client.channel().eventLoop(), destination(tls));
    }

    Server server(Optional<Upstream> upstream) {
        return new Server(
                serverName.orElse(host),
                port,
                upstream.map(u -> u.address().getAddress().getHostAddress()),
                serverName);
    }

    Recording open(String scheme) {
        return engine.open(new FlowSink.Opening(
                client.number(), scheme, "raw", client.client(), server(Optional.empty()), opened));
    }

    /** The tunnel leaves; what it holds goes to whoever stands behind it. */
    void leave() {
        ByteBuf first = bytes.retain();
        ctx.pipeline().remove(ctx.handler());
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
    }

    void goOn() {
        client.reading().resume(Pause.TURN);
    }
}

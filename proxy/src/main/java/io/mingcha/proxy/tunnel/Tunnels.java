package io.mingcha.proxy.tunnel;

import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.site.LocalSite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;

/** What stands at the end of a tunnel that a client asked for. */
public final class Tunnels {
    private Tunnels() {}

    /**
     * @param early what the client sent already; taken over
     */
    public static ChannelHandler to(Engine engine, ClientConnection client, String host, int port, ByteBuf early) {
        return LocalSite.isOurs(host)
                ? new SiteTunnel(engine, client, host, port, early)
                : new Tunnel(engine, client, host, port, early);
    }
}

package io.mingcha.proxy.engine;

import io.mingcha.flows.Client;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.flows.WayIn;
import io.mingcha.proxy.record.Reading;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** One TCP connection of a client. Used on its event loop. */
public final class ClientConnection {
    private final int number;
    private final Channel channel;
    private final Reading reading;
    private final Instant accepted;
    private Client client;
    private Optional<Tls> tls = Optional.empty();
    private Optional<Instant> secured = Optional.empty();
    private boolean marked;

    public ClientConnection(Engine engine, Channel channel, Optional<WayIn> way) {
        this.number = engine.sink().nextConnection();
        this.channel = channel;
        this.reading = new Reading(channel);
        this.accepted = engine.sink().now();
        this.client = engine.client((InetSocketAddress) channel.remoteAddress(), way);
        engine.connections().opened(this);
        channel.closeFuture().addListener(gone -> engine.sink().disconnected(number));
    }

    public int number() {
        return number;
    }

    public Channel channel() {
        return channel;
    }

    public Reading reading() {
        return reading;
    }

    public Client client() {
        return client;
    }

    /** The user that it authenticated as names the device or app. */
    public void tag(String user) {
        client = client.tagged(user);
    }

    public Optional<Tls> tls() {
        return tls;
    }

    public void offered(Tls offered) {
        tls = Optional.of(offered);
    }

    public void secured(Tls negotiated, Instant when) {
        tls = Optional.of(negotiated);
        secured = Optional.of(when);
    }

    /** The marks of an exchange: those of the connections on the first one that uses them. */
    public Timing timing(Instant opened, Optional<Upstream.Marks> fresh) {
        boolean first = !marked;
        marked = true;
        return new Timing(
                opened,
                first ? Optional.of(accepted) : Optional.empty(),
                fresh.map(Upstream.Marks::resolved),
                fresh.map(Upstream.Marks::connected),
                fresh.flatMap(Upstream.Marks::secured),
                first ? secured : Optional.empty(),
                Optional.empty());
    }
}

package io.mingcha.proxy.http1;

import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.upstream.Destination;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;

/** One connection for each origin, made when first needed. */
public final class DialledUpstreams implements Upstreams {
    private final Engine engine;
    private final EventLoop loop;
    private final Map<Destination, Upstream> open = new HashMap<>();

    public DialledUpstreams(Engine engine, EventLoop loop) {
        this.engine = engine;
        this.loop = loop;
    }

    @Override
    public Future<Upstream> obtain(Origin origin) {
        Upstream known = open.get(origin.destination());
        if (known != null && known.isUsable()) {
            return loop.newSucceededFuture(known);
        }
        return engine.connector().connect(loop, origin.destination()).addListener((Future<Upstream> f) -> {
            if (f.isSuccess()) {
                open.put(origin.destination(), f.getNow());
            }
        });
    }

    @Override
    public void drop(Upstream upstream) {
        open.values().remove(upstream);
        upstream.channel().close();
    }

    @Override
    public void closeAll() {
        open.values().forEach(upstream -> upstream.channel().close());
        open.clear();
    }

    @Override
    public boolean endsTogether() {
        return false;
    }
}

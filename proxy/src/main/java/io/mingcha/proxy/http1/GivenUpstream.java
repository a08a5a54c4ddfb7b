package io.mingcha.proxy.http1;

import io.mingcha.proxy.upstream.Upstream;
import io.mingcha.proxy.upstream.UpstreamFailure;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;

/** The one connection of a tunnel, or the reason why there is none. */
public final class GivenUpstream implements Upstreams {
    private final EventLoop loop;
    private final Future<Upstream> given;

    public GivenUpstream(EventLoop loop, Upstream upstream) {
        this.loop = loop;
        this.given = loop.newSucceededFuture(upstream);
    }

    public GivenUpstream(EventLoop loop, UpstreamFailure failure) {
        this.loop = loop;
        this.given = loop.newFailedFuture(failure);
    }

    @Override
    public Future<Upstream> obtain(Origin origin) {
        if (given.isSuccess() && !given.getNow().isUsable()) {
            return loop.newFailedFuture(new UpstreamFailure(
                    io.mingcha.flows.Outcome.failed("upstream_closed", "the server closed the connection"),
                    Optional.of(given.getNow().address())));
        }
        return given;
    }

    @Override
    public void drop(Upstream upstream) {
        upstream.channel().close();
    }

    @Override
    public void closeAll() {
        if (given.isSuccess()) {
            given.getNow().channel().close();
        }
    }

    @Override
    public boolean endsTogether() {
        return true;
    }
}

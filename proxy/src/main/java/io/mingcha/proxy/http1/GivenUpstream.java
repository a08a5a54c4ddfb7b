package io.mingcha.proxy.http1;

import io.mingcha.flows.Outcome;
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
            Outcome gone = given.getNow().turnedAway()
                    ? Outcome.failed("client_certificate_wanted", UpstreamFailure.CERTIFICATE_WANTED)
                    : Outcome.failed("upstream_closed", "the server closed the connection");
            return loop.newFailedFuture(
                    new UpstreamFailure(gone, Optional.of(given.getNow().address())));
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

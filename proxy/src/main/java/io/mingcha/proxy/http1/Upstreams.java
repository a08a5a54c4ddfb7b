package io.mingcha.proxy.http1;

import io.mingcha.proxy.upstream.Upstream;
import io.netty.util.concurrent.Future;

/** Where the exchanges of one client connection get their server connections from. */
public interface Upstreams {

    /** A connection that is free for one exchange; fails with an {@code UpstreamFailure}. */
    Future<Upstream> obtain(Origin origin);

    /** It cannot be used again. */
    void drop(Upstream upstream);

    /** The client is gone. */
    void closeAll();

    /** Whether the client's connection ends when the server's does, as if they were one. */
    boolean endsTogether();
}

package io.mingcha.proxy.http1;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/** Decides on each request of a connection. */
public interface Router {

    Route route(HttpRequest request);

    /** Whether what follows a request on the wire is no longer HTTP, known before its turn comes. */
    boolean opensTunnel(HttpRequest request);

    /** What a request that cannot be parsed was meant for, as far as known. */
    Origin originOf(HttpRequest request);

    /** The server name that the connection's ClientHello gave. */
    Optional<String> serverName();
}

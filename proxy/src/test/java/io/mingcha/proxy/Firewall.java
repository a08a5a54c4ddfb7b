package io.mingcha.proxy;

import io.mingcha.testkit.Peer;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes connections from their way as a firewall does, without one: it remembers where each was going. */
final class Firewall {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Map<Integer, InetSocketAddress> going = new ConcurrentHashMap<>();

    /** A connection to {@code destination}, which ends up at {@code listener}. */
    Peer redirect(InetSocketAddress destination, InetSocketAddress listener) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        going.put(socket.getLocalPort(), destination);
        socket.connect(listener);
        return new Peer(socket);
    }

    Optional<InetSocketAddress> destination(Channel channel) {
        return Optional.ofNullable(going.get(((InetSocketAddress) channel.remoteAddress()).getPort()));
    }
}

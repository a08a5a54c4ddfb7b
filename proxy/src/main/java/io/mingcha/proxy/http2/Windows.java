package io.mingcha.proxy.http2;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * What the peer of one connection may send ahead. The window of a stream whose bytes are taken grows; one that stalls keeps
 * what it has, so that a hundred stalled streams leave room for others.
 */
final class Windows {
    static final int STREAM = 128 * 1024;
    private static final int LARGEST_STREAM = 2 * 1024 * 1024;
    private static final int CONNECTION = 16 * 1024 * 1024;

    private final Http2Connection connection;
    private final Http2LocalFlowController windows;
    private final Http2Connection.PropertyKey taken;

    private static final class Taken {
        private long sinceGrown;
    }

    Windows(Http2Connection connection) {
        this.connection = connection;
        this.windows = connection.local().flowController();
        this.taken = connection.newKey();
    }

    void open() throws Http2Exception {
        Http2Stream whole = connection.connectionStream();
        windows.incrementWindowSize(whole, CONNECTION - windows.initialWindowSize(whole));
    }

    /**
     * Gives back what was taken.
     *
     * @return whether a frame was written
     */
    boolean taken(int id, int bytes) throws Http2Exception {
        Http2Stream stream = connection.stream(id);
        if (stream == null || stream.state() == Http2Stream.State.CLOSED) {
            return false;
        }
        Taken so = stream.getProperty(taken);
        if (so == null) {
            so = new Taken();
            stream.setProperty(taken, so);
        }
        so.sinceGrown += bytes;
        boolean written = windows.consumeBytes(stream, bytes);
        int window = windows.initialWindowSize(stream);
        if (so.sinceGrown >= window && window < LARGEST_STREAM) {
            so.sinceGrown = 0;
            windows.incrementWindowSize(stream, window);
            written = true;
        }
        return written;
    }
}

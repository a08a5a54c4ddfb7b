package io.mingcha.proxy.redirect;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Hands what comes over IPv6 to an event loop. Beyond a bound datagrams are lost, as datagrams may be. */
final class DatagramsOverSix implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int MOST_WAITING = 1024;

    private final TransparentSocket socket;
    private final EventLoop loop;
    private final Consumer<TransparentSocket.Datagram> arrivals;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Thread reader;
    private volatile boolean closed;

    private DatagramsOverSix(TransparentSocket socket, EventLoop loop, Consumer<TransparentSocket.Datagram> arrivals) {
        this.socket = socket;
        this.loop = loop;
        this.arrivals = arrivals;
        this.reader = new Thread(this::read, "redirected-datagrams");
    }

    /** Listens, where that is possible: without it the firewall refuses such datagrams. */
    static Optional<DatagramsOverSix> listen(int port, EventLoop loop, Consumer<TransparentSocket.Datagram> arrivals) {
        try {
            DatagramsOverSix listening = new DatagramsOverSix(new TransparentSocket(port, PATIENCE), loop, arrivals);
            listening.reader.setDaemon(true);
            listening.reader.start();
            return Optional.of(listening);
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    private void read() {
        try (socket) {
            while (!closed) {
                socket.receive().ifPresent(this::hand);
            }
        } catch (RuntimeException e) {
            // the socket is broken: what is sent now gets no answer
        }
    }

    private void hand(TransparentSocket.Datagram datagram) {
        if (!room.tryAcquire()) {
            datagram.payload().release();
            return;
        }
        try {
            loop.execute(() -> {
                room.release();
                arrivals.accept(datagram);
            });
        } catch (RejectedExecutionException e) {
            datagram.payload().release();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

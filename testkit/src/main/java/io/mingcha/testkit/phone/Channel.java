package io.mingcha.testkit.phone;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One stream of a transport. A write waits until the other side has taken the one before. */
final class Channel {
    private static final byte[] END = new byte[0];

    private final Transport transport;
    private final int local;
    private final AtomicInteger remote = new AtomicInteger();
    private final LinkedBlockingQueue<byte[]> incoming = new LinkedBlockingQueue<>();
    private final Semaphore taken = new Semaphore(0);
    private final AtomicBoolean closed = new AtomicBoolean();
    private byte[] rest = END;
    private int at;

    Channel(Transport transport, int local, int remote) {
        this.transport = transport;
        this.local = local;
        this.remote.set(remote);
    }

    int local() {
        return local;
    }

    /** The other side agrees, or has taken what was written. */
    void okay(int remoteId) {
        remote.compareAndSet(0, remoteId);
        taken.release();
    }

    void arrived(byte[] data) throws IOException {
        if (data.length > 0) {
            incoming.add(data);
        }
        transport.send(Packet.of(Packet.OKAY, local, remote.get()));
    }

    /** No more comes, and nothing more is taken. */
    void ended() {
        closed.set(true);
        incoming.add(END);
        taken.release(1000);
    }

    /** Waits for the answer to an opening of ours. */
    boolean opened() throws InterruptedException {
        taken.acquire();
        if (!closed.get()) {
            taken.release();
        }
        return !closed.get();
    }

    /** The next bytes; none at the end. */
    byte[] next() throws InterruptedException {
        if (at < rest.length) {
            byte[] left = Arrays.copyOfRange(rest, at, rest.length);
            rest = END;
            at = 0;
            return left;
        }
        byte[] bytes = incoming.take();
        if (bytes.length == 0) {
            incoming.add(END);
        }
        return bytes;
    }

    byte[] read(int length) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(length);
        while (all.size() < length) {
            if (at >= rest.length) {
                rest = next();
                at = 0;
                if (rest.length == 0) {
                    throw new EOFException();
                }
            }
            int n = Math.min(length - all.size(), rest.length - at);
            all.write(rest, at, n);
            at += n;
        }
        return all.toByteArray();
    }

    void write(String text) throws IOException, InterruptedException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException, InterruptedException {
        for (int from = 0; from < bytes.length; from += transport.mostData()) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + transport.mostData()));
            taken.acquire();
            if (closed.get()) {
                throw new IOException("closed");
            }
            transport.send(new Packet(Packet.WRTE, local, remote.get(), part));
        }
    }

    void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            transport.send(Packet.of(Packet.CLSE, local, remote.get()));
        }
        incoming.add(END);
        transport.forget(this);
    }
}

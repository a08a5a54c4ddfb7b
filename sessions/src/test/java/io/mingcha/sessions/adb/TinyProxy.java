package io.mingcha.sessions.adb;

import io.mingcha.sessions.attribution.Connection;
import io.mingcha.testkit.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A proxy that answers plain requests itself, tunnels everything else to one place, and notes who came when. */
public final class TinyProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int upstream;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();

    private static final class Seen {
        private final InetSocketAddress client;
        private final Instant accepted = Instant.now();
        private Optional<Instant> closed = Optional.empty();
        private String app = "";
        private Optional<String> agent = Optional.empty();

        Seen(InetSocketAddress client) {
            this.client = client;
        }
    }

    /** @param upstream the loopback port where tunnels end, wherever they were to lead */
    public TinyProxy(int upstream) throws IOException {
        this(upstream, InetAddress.getLoopbackAddress());
    }

    TinyProxy(int upstream, InetAddress at) throws IOException {
        this.listener = new ServerSocket(0, 200, at);
        this.upstream = upstream;
        start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Seen connection = new Seen((InetSocketAddress) socket.getRemoteSocketAddress());
                synchronized (this) {
                    seen.add(connection);
                }
                start(() -> serve(socket, connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Seen connection) {
        try (Peer peer = new Peer(socket)) {
            while (true) {
                String head = peer.readHead();
                Peer.Received request = new Peer.Received(head, new byte[0]);
                note(connection, request);
                if (head.startsWith("CONNECT ")) {
                    tunnel(peer);
                    return;
                }
                peer.reply(200, "ok");
                if (request.header("Connection").filter("close"::equals).isPresent()) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has left
        } finally {
            synchronized (this) {
                connection.closed = Optional.of(Instant.now());
                notifyAll();
            }
        }
    }

    private synchronized void note(Seen connection, Peer.Received request) {
        heads.add(request.head());
        connection.app = request.header("X-App").orElse(connection.app);
        connection.agent = request.header("User-Agent");
    }

    private void tunnel(Peer client) throws IOException {
        client.send("HTTP/1.1 200 OK\r\n\r\n");
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            Thread back = start(() -> {
                try {
                    server.getInputStream().transferTo(client.out());
                    client.close();
                } catch (IOException e) {
                    // one of them has left
                }
            });
            client.in().transferTo(server.getOutputStream());
            server.shutdownOutput();
            back.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "tiny-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public synchronized List<String> heads() {
        return List.copyOf(heads);
    }

    /** The connections so far, once all of them are over. */
    public synchronized List<Connection> awaitClosed() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (seen.stream().anyMatch(s -> s.closed.isEmpty())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still open");
            }
            TimeUnit.MILLISECONDS.timedWait(this, 100);
        }
        return connections();
    }

    /** The connections so far, over or not. */
    synchronized List<Connection> connections() {
        List<Connection> all = new ArrayList<>();
        for (Seen s : seen) {
            all.add(new Connection(all.size(), s.client, s.accepted, s.closed, Optional.empty(), s.agent));
        }
        return all;
    }

    /** Whose each connection was in truth. */
    public synchronized Map<Integer, String> truth() {
        Map<Integer, String> apps = new HashMap<>();
        for (Seen s : seen) {
            apps.put(apps.size(), s.app);
        }
        return apps;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

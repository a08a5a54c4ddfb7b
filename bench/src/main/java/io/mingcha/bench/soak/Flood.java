package io.mingcha.bench.soak;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Hundreds of connections that mean no good: slow ones, garbage, half-open ones, endless heads. All stay until it
 * is closed. */
final class Flood implements AutoCloseable {
    /** Records that announce a greeting of 64 KiB; the rest of it comes a byte at a time. */
    private static final byte[] HELLO_BEGUN = {0x16, 3, 1, 0x40, 0, 1, 0, (byte) 0xff, (byte) 0xf0, 3, 3};

    private static final String MORE_HEAD = ("x-more: " + "y".repeat(1000) + "\r\n").repeat(20);

    private final InetSocketAddress proxy;
    private final Random random = new Random(3);
    private final List<Peer> open = new ArrayList<>();
    private final List<Peer> slow = new ArrayList<>();
    private final List<Peer> endless = new ArrayList<>();

    Flood(InetSocketAddress proxy) {
        this.proxy = proxy;
    }

    void open(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            Peer peer = RawClient.connect(proxy);
            open.add(peer);
            try {
                begin(peer, i);
            } catch (IOException e) {
                // The proxy may have enough of it at any moment.
            }
        }
    }

    private void begin(Peer peer, int number) throws IOException {
        String connect = "CONNECT h1.soak.example:443 HTTP/1.1\r\nHost: h1.soak.example:443\r\n\r\n";
        switch (number % 8) {
            case 0 -> slow.add(peer.send("GET http://plain.example/size/2 HT"));
            case 1 -> peer.send(garbage(2000));
            case 2 -> peer.send(connect);
            case 3 -> peer.send(connect).send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1});
            case 4 -> peer.send(connect).send(garbage(500));
            case 5 -> endless.add(peer.send("GET http://plain.example/size/2 HTTP/1.1\r\n"));
            case 6 -> {
                peer.socket().setTcpNoDelay(true);
                slow.add(peer.send(connect).send(HELLO_BEGUN));
            }
            default ->
                slow.add(
                        peer.send(
                                "POST http://plain.example/size/300000 HTTP/1.1\r\nHost: plain.example\r\nContent-Length: 100000\r\n\r\n"));
        }
    }

    private byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** One more byte from each that sends slowly, more of each endless head; nobody reads what is answered. */
    void trickle() {
        slow.forEach(peer -> send(peer, "x"));
        endless.forEach(peer -> send(peer, MORE_HEAD));
    }

    private static void send(Peer peer, String text) {
        try {
            peer.send(text);
        } catch (IOException e) {
            // cut off by the proxy: its right
        }
    }

    /** So many connections, one after another, each dropped at once, in every third case after asking for a tunnel. */
    static void openAndDrop(InetSocketAddress proxy, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            try (Peer peer = RawClient.connect(proxy)) {
                peer.socket().setSoLinger(true, 0);
                if (i % 3 == 0) {
                    peer.send("CONNECT h1.soak.example:443 HTTP/1.1\r\nHost: h1.soak.example:443\r\n\r\n");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : open) {
            peer.close();
        }
    }
}

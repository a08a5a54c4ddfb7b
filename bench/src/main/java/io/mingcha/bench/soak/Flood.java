package io.mingcha.bench.soak;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Hundreds of connections that mean no good: slow ones, garbage, half-open ones. All stay until it is closed. */
final class Flood implements AutoCloseable {
    private final InetSocketAddress proxy;
    private final Random random = new Random(3);
    private final List<Peer> open = new ArrayList<>();
    private final List<Peer> slow = new ArrayList<>();

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
        switch (number % 6) {
            case 0 -> slow.add(peer.send("GET http://plain.example/size/2 HT"));
            case 1 -> peer.send(garbage(2000));
            case 2 -> peer.send(connect);
            case 3 -> peer.send(connect).send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1});
            case 4 -> peer.send(connect).send(garbage(500));
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

    /** One more byte from each that sends slowly; nobody reads what is answered. */
    void trickle() {
        for (Peer peer : slow) {
            try {
                peer.send("x");
            } catch (IOException e) {
                // cut off by the proxy: its right
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

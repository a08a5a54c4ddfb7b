package io.mingcha.bench.soak;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Random;

/** Some exchanges on one connection, to a plain server or one of many names with TLS. */
final class Http1Habit implements Clients.Habit {
    static final String KIND = "HTTP/1.1";

    private static final int ON_ONE_CONNECTION = 40;
    private static final int[] SIZES = {2, 200, 1000, 1000, 4000, 64_000, 300_000};

    @Override
    public void turn(Clients clients, Random random) throws IOException, GeneralSecurityException {
        boolean plain = random.nextInt(6) == 0;
        Capture capture = clients.capture();
        try (Peer peer = plain ? RawClient.connect(capture.address()) : secured(capture, random)) {
            for (int i = 0; i < ON_ONE_CONNECTION && !clients.isOver(); i++) {
                exchange(clients, peer, plain, random);
            }
        }
    }

    private static Peer secured(Capture capture, Random random) throws IOException, GeneralSecurityException {
        String host = "h" + random.nextInt(500) + ".soak.example";
        Peer tunnel = RawClient.tunnel(capture.address(), host + ":443");
        return RawClient.secure(tunnel, capture.root(), host);
    }

    private static void exchange(Clients clients, Peer peer, boolean plain, Random random) throws IOException {
        int size = SIZES[random.nextInt(SIZES.length)];
        String target = "/size/" + size + clients.unique();
        String origin = plain ? "http://plain.example" : "";
        String host = plain ? "plain.example" : "any.soak.example";
        long begun = System.nanoTime();
        if (random.nextInt(3) == 0) {
            String body = "{\"n\":\"" + "y".repeat(random.nextInt(3000)) + "\"}";
            peer.send("POST " + origin + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        } else {
            peer.send("GET " + origin + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
        Peer.Received received = peer.read();
        if (!received.firstLine().contains(" 200 ") || received.body().length != size) {
            throw new IOException(received.firstLine() + ", " + received.body().length + " bytes of " + size);
        }
        clients.answered(KIND, target, begun);
    }
}

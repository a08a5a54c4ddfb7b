package io.mingcha.sessions.browser;

import io.mingcha.sessions.device.Route;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import io.mingcha.testkit.TlsWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site behind a proxy that knows no other: {@code https://shop.example.test}, its certificate signed by a root of its own. */
final class Site implements AutoCloseable {
    static final String HOST = "shop.example.test";

    private final TlsWorld world;
    private final TestServer server;
    private final TestServer proxy;
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    Site(Path folder) {
        world = TlsWorld.in(folder);
        server = world.tls(Script.answering(this::answer), HOST, "frame.example.test");
        proxy = world.plain(this::tunnel);
    }

    Site page(String path, String html) {
        pages.put(path, html);
        return this;
    }

    /** Paths that were asked for, in order. */
    List<String> asked() {
        return asked;
    }

    /** Hosts that anything of the browser wanted to reach. */
    List<String> tunnels() {
        return tunnels;
    }

    Route route() {
        try {
            return new Route(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()),
                    Files.readString(world.authorityFile()),
                    "0.0",
                    Optional.empty());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void answer(Peer peer, Peer.Received request) throws IOException {
        String path = request.firstLine().split(" ")[1];
        asked.add(path);
        String page = pages.getOrDefault(path, "");
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        String type = path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
        peer.send("HTTP/1.1 " + (pages.containsKey(path) ? 200 : 404) + " OK\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        peer.send(body);
    }

    private void tunnel(Peer peer) throws IOException {
        String target = peer.readHead().split(" ")[1];
        tunnels.add(target);
        if (!target.endsWith(".example.test:443")) {
            peer.send("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            Thread back = new Thread(() -> copy(onward, peer), "tunnel");
            back.setDaemon(true);
            back.start();
            pour(peer.in(), onward.getOutputStream());
        }
    }

    private static void copy(Socket from, Peer to) {
        try {
            pour(from.getInputStream(), to.out());
            to.close();
        } catch (IOException e) {
            // The browser has hung up.
        }
    }

    private static void pour(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    @Override
    public void close() {
        world.close();
    }
}

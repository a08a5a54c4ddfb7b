package io.mingcha.sessions.adb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a device and the proxy and tells the proxy who comes: Android's proxy setting has no place for credentials.
 * They are added to the first request of each connection, which is the one that the proxy asks for them.
 */
final class Introduction implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress proxy;
    private final byte[] header;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Introduction(InetSocketAddress proxy, String credentials) {
        this.proxy = proxy;
        this.header = ("Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("introduction", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                start("introduction-in", () -> introduce(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void introduce(Socket client) {
        try (client;
                Socket server = new Socket()) {
            open.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            server.connect(proxy);
            InputStream in = new BufferedInputStream(client.getInputStream(), 64 * 1024);
            OutputStream out = server.getOutputStream();
            byte[] firstLine = line(in);
            out.write(firstLine);
            out.write(header);
            out.flush();
            Thread back = start("introduction-out", () -> pass(server, client));
            in.transferTo(out);
            server.shutdownOutput();
            back.join();
            open.remove(server);
        } catch (IOException e) {
            // one of the two has left: the other is let go as well
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // as above
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b < 0 || line.size() > LONGEST_HEAD) {
                throw new EOFException("no request");
            }
            line.write(b);
            b = in.read();
        }
        line.write(b);
        return line.toByteArray();
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

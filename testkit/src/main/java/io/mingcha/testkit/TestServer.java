package io.mingcha.testkit;

import io.mingcha.certs.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server on a free loopback port that plays a script on each connection. */
public final class TestServer implements AutoCloseable {
    private static final char[] PASSWORD = "memory".toCharArray();

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final List<String> protocols;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    TestServer(Optional<Leaf> leaf, List<String> protocols, Script script)
            throws IOException, GeneralSecurityException {
        this.listener = new ServerSocket();
        this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        this.tls = leaf.isPresent() ? Optional.of(context(leaf.get())) : Optional.empty();
        this.protocols = protocols;
        this.script = script;
        start("test-server", this::accept);
    }

    private static SSLContext context(Leaf leaf) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("leaf", leaf.key(), PASSWORD, leaf.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were accepted. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                open.add(socket);
                start("test-connection", () -> play(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void play(Socket socket) {
        try (Peer peer = new Peer(secure(socket), socket)) {
            script.play(peer);
        } catch (Exception e) {
            // The script is over; a client that left is part of many tests.
        } finally {
            open.remove(socket);
        }
    }

    private Socket secure(Socket socket) throws IOException {
        if (tls.isEmpty()) {
            return socket;
        }
        SSLSocket secured = (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        if (!protocols.isEmpty()) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setApplicationProtocols(protocols.toArray(String[]::new));
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
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

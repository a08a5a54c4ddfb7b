package io.mingcha.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that says exactly what it is told. */
public final class RawClient {
    private static final int PATIENCE_MILLIS = 60_000;

    private RawClient() {}

    public static Peer connect(InetSocketAddress proxy) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(proxy);
        return new Peer(socket);
    }

    /** Opens a tunnel and reads the answer to it. */
    public static Peer tunnel(InetSocketAddress proxy, String authority) throws IOException {
        Peer peer = connect(proxy);
        peer.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        String head = peer.readHead();
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(head);
        }
        return peer;
    }

    /** TLS within an open connection, trusting one authority only. */
    public static Peer secure(Peer peer, X509Certificate trusted, String serverName, String... protocols)
            throws IOException, GeneralSecurityException {
        SSLSocket socket = socket(peer, trusting(trusted), serverName);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return new Peer(socket, peer.socket());
    }

    /** TLS not begun yet. */
    public static SSLSocket socket(Peer peer, SSLContext context, String serverName) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(peer.socket(), serverName, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        List<SNIServerName> names = serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName));
        parameters.setServerNames(names);
        socket.setSSLParameters(parameters);
        return socket;
    }

    public static SSLContext trusting(X509Certificate trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", trusted);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}

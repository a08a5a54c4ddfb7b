package io.mingcha.testkit.phone;

import io.mingcha.testkit.Peer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The network as an app of the phone has it: by the proxy of the phone's settings, trusting the phone's store. */
final class Web {
    private static final int PATIENCE_MILLIS = 30_000;

    private final FakePhone phone;

    Web(FakePhone phone) {
        this.phone = phone;
    }

    Peer connect(int uid, URI to) throws IOException {
        boolean secure = "https".equals(to.getScheme());
        int port = to.getPort() > 0 ? to.getPort() : secure ? 443 : 80;
        Optional<String> proxy = phone.proxy();
        String[] first = proxy.orElse(to.getHost() + ":" + port).split(":");
        Socket socket = phone.sockets().connect(uid, first[0], Integer.parseInt(first[1]));
        socket.setSoTimeout(PATIENCE_MILLIS);
        Peer peer = new Peer(socket);
        try {
            if (!secure) {
                return peer;
            }
            if (proxy.isPresent()) {
                String authority = to.getHost() + ":" + port;
                peer.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
                String head = peer.readHead();
                if (!head.startsWith("HTTP/1.1 200")) {
                    throw new IOException(head);
                }
            }
            return secured(socket, to.getHost());
        } catch (IOException | GeneralSecurityException e) {
            socket.close();
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    private Peer secured(Socket socket, String host) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        for (String file : phone.files().matching(FakePhone.ROOTS + "/*")) {
            byte[] pem = phone.files().read(file).orElse(new byte[0]);
            if (new String(pem, StandardCharsets.ISO_8859_1).contains("BEGIN CERTIFICATE")) {
                store.setCertificateEntry(file, certificates.generateCertificate(new ByteArrayInputStream(pem)));
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, 443, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return new Peer(secured, socket);
    }

    /** One request on a connection of its own. */
    Peer.Received ask(int uid, String method, URI to, String headers, String body) throws IOException {
        try (Peer peer = connect(uid, to)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean whole = phone.proxy().isPresent() && !"https".equals(to.getScheme());
            String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
            String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
            String target = whole ? to.toString() : path + query;
            peer.send(method + " " + target + " HTTP/1.1\r\nHost: " + to.getAuthority() + "\r\n" + headers
                    + "Content-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n");
            peer.send(bytes);
            return peer.read();
        }
    }
}

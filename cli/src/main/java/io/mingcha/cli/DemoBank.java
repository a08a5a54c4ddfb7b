package io.mingcha.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;

/** The native part of the demo's app: it accepts no certificate but its bank's own, so its connections cannot be read. */
final class DemoBank {
    /** Whatever comes from here is recorded under the app's name. */
    static final String ADDRESS = "127.0.0.2";

    private static final String HOST = "pinned.bank.example";
    private static final int TIMEOUT_MILLIS = 10_000;

    private final X509Certificate own;

    DemoBank(X509Certificate own) {
        this.own = own;
    }

    /** Asks twice, then gives up, as pinning clients do. */
    void ask(InetSocketAddress proxy) {
        for (int i = 0; i < 2; i++) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
                socket.connect(proxy, TIMEOUT_MILLIS);
                tunnel(socket);
                SSLSocket secured =
                        (SSLSocket) Trust.only(own).getSocketFactory().createSocket(socket, HOST, 443, true);
                secured.startHandshake();
            } catch (IOException e) {
                // It refuses what it is shown: that is what it is here for.
            }
        }
    }

    private static void tunnel(Socket socket) throws IOException {
        String request = "CONNECT " + HOST + ":443 HTTP/1.1\r\nHost: " + HOST + ":443\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the proxy closed the tunnel");
            }
            head.append((char) next);
        }
    }
}

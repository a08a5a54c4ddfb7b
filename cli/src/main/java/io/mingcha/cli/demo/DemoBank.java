package io.mingcha.cli.demo;

import io.mingcha.cli.traffic.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;

/** The native part of the demo's app: of its bank it accepts no certificate but the bank's own, so that is not read. */
final class DemoBank {
    /** Whatever comes from here is recorded under the app's name. */
    static final String ADDRESS = "127.0.0.2";

    private static final String API = "api.quickloan.example";
    private static final String BANK = "pinned.bank.example";
    private static final int TIMEOUT_MILLIS = 10_000;

    private final X509Certificate system;
    private final X509Certificate own;

    /**
     * @param system what it trusts for everybody else, as the phone does
     * @param own the bank's
     */
    DemoBank(X509Certificate system, X509Certificate own) {
        this.system = system;
        this.own = own;
    }

    /** Speaks with its own server, asks the bank twice and gives up, as pinning clients do. */
    void ask(InetSocketAddress proxy) {
        ask(proxy, API, system);
        ask(proxy, BANK, own);
        ask(proxy, BANK, own);
    }

    private static void ask(InetSocketAddress proxy, String host, X509Certificate trusted) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
            socket.connect(proxy, TIMEOUT_MILLIS);
            tunnel(socket, host);
            SSLSocket secured =
                    (SSLSocket) Trust.only(trusted).getSocketFactory().createSocket(socket, host, 443, true);
            secured.getOutputStream()
                    .write(("GET /v1/ready HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            secured.getInputStream().readAllBytes();
        } catch (IOException e) {
            // It refuses what it is shown: that is what it is here for.
        }
    }

    private static void tunnel(Socket socket, String host) throws IOException {
        String request = "CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + ":443\r\n\r\n";
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

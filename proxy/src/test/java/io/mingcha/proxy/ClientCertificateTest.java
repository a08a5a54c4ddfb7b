package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.Leaf;
import io.mingcha.flows.Flow;
import io.mingcha.proxy.config.ClientCertificate;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.site.LocalSite;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want to know their client. */
class ClientCertificateTest {
    @TempDir
    Path directory;

    /** A server of the JDK that insists on a certificate, and answers with its name. */
    private static final class Insisting implements AutoCloseable {
        private final SSLServerSocket listener;

        Insisting(Leaf leaf, String version) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("leaf", leaf.key(), new char[0], leaf.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new Anyone()}, null);
            listener = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listener.setNeedClientAuth(true);
            listener.setEnabledProtocols(new String[] {version});
            Thread thread = new Thread(this::serve, "insisting");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    String name = ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                            .getSubjectX500Principal()
                            .getName();
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + name.length()
                                            + "\r\n\r\n" + name)
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (Exception e) {
                    // The client had nothing to show.
                }
            }
        }

        @Override
        public void close() throws Exception {
            listener.close();
        }
    }

    /** Any certificate will do, but there has to be one. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_certificate_that_is_there_is_shown(String version) throws Exception {
        Leaf phone = phone();
        ClientCertificate shown = new ClientCertificate(new HostPattern("*.bank.example"), phone.key(), phone.chain());
        try (Bench bench = Bench.in(directory, c -> c.withClientCertificates(List.of(shown)));
                Insisting server = new Insisting(bench.world.authority().issue("api.bank.example"), version)) {
            String answer = Curl.run(directory, bench, "https://api.bank.example:" + server.port() + "/");
            assertThat(answer).contains("CN=phone.example");
            assertThat(bench.flow().responseHead().orElseThrow().status()).isEqualTo(200);
        }
    }

    private Leaf phone() {
        return io.mingcha.certs.CertificateAuthority.open(directory.resolve("phones"))
                .issue("phone.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void without_one_the_next_connection_passes_through(String version) throws Exception {
        SessionPolicy policy = new SessionPolicy(() -> InterceptRules.NONE);
        try (Bench bench = Bench.in(directory, c -> c, policy, LocalSite.none());
                Insisting server = new Insisting(bench.world.authority().issue("api.example"), version)) {
            Path both = Files.writeString(
                    directory.resolve("both.pem"),
                    new String(
                                    bench.authority
                                            .export(io.mingcha.certs.ExportFormat.PEM)
                                            .content(),
                                    StandardCharsets.US_ASCII)
                            + Files.readString(bench.world.authorityFile()));
            List<String> command = new ArrayList<>(List.of(
                    "curl",
                    "-s",
                    "--cacert",
                    both.toString(),
                    "--cert",
                    pem().toString(),
                    "-x",
                    "http://127.0.0.1:" + bench.address().getPort(),
                    "https://api.example:" + server.port() + "/"));
            Process first = new ProcessBuilder(command).start();
            first.getInputStream().readAllBytes();
            first.waitFor();
            assertThat(bench.sink.await(1).get(0).outcome().reason()).isEqualTo("client_certificate_wanted");
            Process second = new ProcessBuilder(command).start();
            assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("CN=phone.example");
            Flow passed = bench.sink.await(2).get(1);
            assertThat(passed.outcome().reason()).isEqualTo("client_certificate_wanted");
            assertThat(passed.scheme()).isEqualTo("tls");
        }
    }

    /** Certificate and key in one file, as curl takes them. */
    private Path pem() throws Exception {
        Leaf leaf = phone();
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return Files.writeString(
                directory.resolve("phone.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + lines.encodeToString(leaf.chain().get(0).getEncoded())
                        + "\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n"
                        + lines.encodeToString(leaf.key().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    }
}

package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that really encrypts its ClientHello: NSS's own, as in Firefox, with a key that it was given. */
class EchTest {
    private static final String ADDRESS = "192.0.2.10";
    private static final String HIDDEN = "hidden.example";
    private static final String ANSWER = "read";
    private static final String OUTER = "outer.example";

    @TempDir
    Path directory;

    private Bench bench;
    private TestServer server;

    @BeforeEach
    void trust_the_proxy() throws Exception {
        bench = Bench.in(
                directory,
                config -> config.withOverrides(List.of(
                        ResolveOverride.parse("*.example=127.0.0.1"), ResolveOverride.parse(ADDRESS + "=127.0.0.1"))),
                new SessionPolicy(() -> InterceptRules.NONE),
                LocalSite.none());
        server = bench.world.tls(Script.saying(ANSWER), HIDDEN, OUTER);
        Path root = Files.write(
                directory.resolve("root.pem"),
                bench.authority.export(ExportFormat.PEM).content());
        run("", "certutil", "-d", database(), "-N", "--empty-password");
        run("", "certutil", "-d", database(), "-A", "-t", "C,,", "-n", "proxy", "-i", root.toString());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_hello_that_is_encrypted_is_answered_by_its_outer_name_and_one_without_it_is_read() throws Exception {
        try (Relay relay = new Relay()) {
            assertThat(client(relay, "-o", "-N", configs())).contains("ECH_RETRY_WITHOUT_ECH");
            Flow refused = bench.sink.await(1).get(0);
            assertThat(refused.server().sni()).contains(OUTER);
            assertThat(refused.outcome().reason()).isEqualTo("closed_in_handshake");
            assertThat(refused.outcome().detail()).contains("ech_required");

            assertThat(client(relay)).endsWith(ANSWER);
            Flow read = bench.sink.await(2).get(1);
            assertThat(read.server().sni()).contains(HIDDEN);
            assertThat(read.outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void one_that_holds_the_certificate_against_the_hidden_name_passes_when_it_comes_a_third_time() throws Exception {
        try (Relay relay = new Relay()) {
            for (int i = 0; i < 3; i++) {
                client(relay, "-N", configs());
            }
            List<Flow> flows = bench.sink.await(3);
            assertThat(flows)
                    .extracting(f -> f.outcome().reason())
                    .containsExactly(
                            "client_refused_certificate", "client_refused_certificate", "passed_after_refusals");
        }
    }

    private String client(Relay relay, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "tstclnt",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(relay.port()),
                "-a",
                HIDDEN,
                "-d",
                database(),
                "-V",
                "tls1.3:tls1.3"));
        command.addAll(List.of(arguments));
        return run("GET / HTTP/1.1\r\nHost: " + HIDDEN + "\r\n\r\n", command.toArray(new String[0]));
    }

    private String database() {
        Path database = directory.resolve("nss");
        try {
            Files.createDirectories(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "sql:" + database;
    }

    /** What the program says until it has read an answer, else all. */
    private static String run(String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            StringBuilder said = new StringBuilder();
            while (said.indexOf(ANSWER) < 0) {
                int next = out.read();
                if (next < 0) {
                    break;
                }
                said.append((char) next);
            }
            return said.toString();
        } finally {
            process.destroy();
        }
    }

    /** ECHConfigList of one fresh X25519 key (draft-ietf-tls-esni, section 4), in Base64. */
    private static String configs() throws Exception {
        byte[] encoded = KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(contents);
        out.writeByte(7);
        out.writeShort(0x0020);
        out.writeShort(key.length);
        out.write(key);
        out.writeShort(4);
        out.writeShort(0x0001);
        out.writeShort(0x0001);
        out.writeByte(64);
        out.writeByte(OUTER.length());
        out.write(OUTER.getBytes(StandardCharsets.US_ASCII));
        out.writeShort(0);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        DataOutputStream outer = new DataOutputStream(list);
        outer.writeShort(contents.size() + 4);
        outer.writeShort(0xfe0d);
        outer.writeShort(contents.size());
        contents.writeTo(outer);
        return Base64.getEncoder().encodeToString(list.toByteArray());
    }

    /** Leads a client that knows of no proxy to the server's address through one. */
    private final class Relay implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Relay() throws IOException {
            start(this::serve);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() throws IOException {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Peer proxy = RawClient.tunnel(bench.address(), ADDRESS + ":" + server.port());
                start(() -> pump(client.getInputStream(), proxy.out(), proxy.socket()));
                start(() -> pump(proxy.in(), client.getOutputStream(), client));
            }
        }

        private static void pump(InputStream from, OutputStream to, Socket end) throws IOException {
            try (end) {
                from.transferTo(to);
            }
        }

        private static void start(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // one end went away, and so does the other
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}

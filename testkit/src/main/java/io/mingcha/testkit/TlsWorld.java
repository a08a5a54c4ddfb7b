package io.mingcha.testkit;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.certs.Leaf;
import io.mingcha.certs.LeafRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An internet on loopback: servers whose certificates one authority signs, which nobody else knows. */
public final class TlsWorld implements AutoCloseable {
    private final Path directory;
    private final CertificateAuthority authority;
    private final List<TestServer> servers = new ArrayList<>();

    private TlsWorld(Path directory, CertificateAuthority authority) {
        this.directory = directory;
        this.authority = authority;
    }

    /** Keeps its authority in a directory. */
    public static TlsWorld in(Path directory) {
        return new TlsWorld(directory, CertificateAuthority.open(directory.resolve("world-ca")));
    }

    public CertificateAuthority authority() {
        return authority;
    }

    /** The authority's certificate as a file, for whoever is to trust it. */
    public Path authorityFile() {
        Path file = directory.resolve("world-ca.pem");
        try {
            Files.write(file, authority.export(ExportFormat.PEM).content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A TLS server with a good certificate for these names. */
    public TestServer tls(Script script, String... names) {
        return tls(LeafRequest.of(names), script);
    }

    /** A TLS server with a certificate as asked for, good or bad. */
    public TestServer tls(LeafRequest certificate, Script script) {
        return add(Optional.of(authority.issue(certificate)), List.of(), script);
    }

    /** A TLS server that chooses among these protocols (ALPN). */
    public TestServer tls(Script script, List<String> protocols, String... names) {
        return add(Optional.of(authority.issue(LeafRequest.of(names))), protocols, script);
    }

    /** A server without TLS. */
    public TestServer plain(Script script) {
        return add(Optional.empty(), List.of(), script);
    }

    private TestServer add(Optional<Leaf> leaf, List<String> protocols, Script script) {
        try {
            TestServer server = new TestServer(leaf, protocols, script);
            servers.add(server);
            return server;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A loopback port on which nobody listens. */
    public int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(TestServer::close);
    }
}

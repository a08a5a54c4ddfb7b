package io.mingcha.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import io.mingcha.testkit.TlsWorld;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorTest {
    @TempDir
    Path directory;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private TlsWorld world;
    private TlsContexts contexts;

    @BeforeEach
    void open() throws Exception {
        world = TlsWorld.in(directory);
        contexts = new TlsContexts(CertificateAuthority.open(directory.resolve("ca")), List.of());
    }

    @AfterEach
    void close() {
        world.close();
        contexts.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void an_address_that_does_not_answer_leaves_the_next_one_its_chance() throws Exception {
        TestServer server = world.plain(Script.saying("x"));
        assertThat(connect(server.port(), "192.0.2.1", "127.0.0.1")
                        .address()
                        .getAddress()
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void an_address_that_refuses_leaves_the_next_one_its_chance() throws Exception {
        TestServer server = world.plain(Script.saying("x"));
        assertThat(connect(server.port(), "127.0.0.3", "127.0.0.1")
                        .address()
                        .getAddress()
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void addresses_that_all_refuse_are_a_failure_that_names_the_last() throws Exception {
        Future<Upstream> attempt = attempt(world.closedPort(), "127.0.0.3", "127.0.0.1");
        assertThat(attempt.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(attempt.cause()).isInstanceOf(UpstreamFailure.class).hasMessageContaining("refused the connection");
    }

    private Upstream connect(int port, String... addresses) throws Exception {
        Future<Upstream> attempt = attempt(port, addresses);
        assertThat(attempt.await(60, TimeUnit.SECONDS)).isTrue();
        Upstream upstream = attempt.get();
        upstream.channel().close().sync();
        return upstream;
    }

    private Future<Upstream> attempt(int port, String... addresses) throws Exception {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        ProxyConfig config = ProxyConfig.listening(new InetSocketAddress("127.0.0.1", 0));
        Connector connector = new Connector(
                config,
                contexts,
                new CertificateCheck(List.of()),
                new DestinationGuard(true, List::of),
                Instant::now,
                (host, at) -> {},
                host -> all);
        EventLoop loop = group.next();
        Callable<Future<Upstream>> dial = () ->
                connector.connect(loop, new Destination("many.example", port, Optional.empty(), Optional.empty()));
        return loop.submit(dial).get();
    }
}

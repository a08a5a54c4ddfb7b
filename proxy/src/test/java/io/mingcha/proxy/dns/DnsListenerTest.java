package io.mingcha.proxy.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.engine.TestEngine;
import io.mingcha.testkit.RecordingSink;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsListenerTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(HERE, 0);
    private static final int TAKEN = 2_500;
    private static final int LISTENERS = 100;

    private final Engine engine = TestEngine.of(ProxyConfig.listening(ANY_PORT), new RecordingSink());
    private final NameService names = new NameService(engine);

    @AfterEach
    void close() {
        engine.connector().close();
        engine.contexts().close();
    }

    /** So many ports are taken for datagrams that of a hundred listeners some meet one. */
    @Test
    void any_port_is_one_that_is_free_both_for_datagrams_and_for_connections() throws IOException {
        List<DatagramSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < TAKEN; i++) {
                taken.add(new DatagramSocket(ANY_PORT));
            }
            for (int i = 0; i < LISTENERS; i++) {
                try (DnsListener listener = DnsListener.listen(engine, names, ANY_PORT)) {
                    int port = listener.address().getPort();
                    assertThatThrownBy(() -> new DatagramSocket(new InetSocketAddress(HERE, port)))
                            .hasMessageContaining("in use");
                    assertThatThrownBy(() -> new ServerSocket(port, 1, HERE)).hasMessageContaining("in use");
                }
            }
        } finally {
            taken.forEach(DatagramSocket::close);
        }
    }

    @Test
    void a_port_taken_for_datagrams_is_refused_and_not_held_for_connections() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(ANY_PORT)) {
            InetSocketAddress wanted = new InetSocketAddress(HERE, taken.getLocalPort());

            assertThatThrownBy(() -> DnsListener.listen(engine, names, wanted)).hasMessageContaining("in use");

            try (ServerSocket free = new ServerSocket(wanted.getPort(), 1, HERE)) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }
}

package io.mingcha.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.LeafRequest;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsContextsTest {
    /** A busy machine delays; what is promised is the cost itself. */
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @TempDir
    Path directory;

    @Test
    void boringssl_is_what_runs_here() {
        assertThat(OpenSsl.isAvailable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL_REFCNT"})
    void each_host_sees_its_own_certificate_with_either_library(SslProvider provider) throws Exception {
        try (TlsContexts contexts = new TlsContexts(CertificateAuthority.open(directory), List.of(), provider)) {
            for (String host : List.of("one.example", "two.example", "one.example")) {
                List<X509Certificate> shown = handshake(contexts, host);
                assertThat(CertificateCheck.names(shown.get(0))).containsExactly(host);
            }
        }
    }

    @Test
    void a_capture_that_outlives_its_certificates_shows_new_ones() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        try (TlsContexts contexts = new TlsContexts(CertificateAuthority.open(directory, clock(now)), List.of())) {
            X509Certificate first = handshake(contexts, "one.example").get(0);
            now.set(first.getNotAfter().toInstant().minus(Duration.ofDays(10)));
            assertThat(handshake(contexts, "one.example").get(0)).isEqualTo(first);

            now.set(first.getNotAfter().toInstant().minus(Duration.ofHours(20)));
            X509Certificate second = handshake(contexts, "one.example").get(0);
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            assertThat(second.getNotAfter().toInstant()).isAfter(now.get().plus(Duration.ofDays(50)));
            assertThat(handshake(contexts, "one.example").get(0)).isEqualTo(second);
            assertThat(contexts.leaves()).isOne();
        }
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void a_host_never_seen_costs_two_milliseconds_and_leaves_no_native_memory() throws Exception {
        TlsContexts contexts = new TlsContexts(CertificateAuthority.open(directory), List.of());
        List<Long> nanos = new ArrayList<>();
        ReferenceCountedOpenSslEngine engine = null;
        for (int i = 0; i < 5000; i++) {
            long start = PROCESSOR.getCurrentThreadCpuTime();
            SslHandler handler =
                    contexts.server(ALLOCATOR, LeafRequest.of("h" + i + ".example"), Optional.of("http/1.1"));
            nanos.add(PROCESSOR.getCurrentThreadCpuTime() - start);
            engine = (ReferenceCountedOpenSslEngine) handler.engine();
            ReferenceCountUtil.release(engine);
            assertThat(engine.refCnt()).isZero();
        }
        assertThat(contexts.leaves()).isLessThanOrEqualTo(4096);
        long median = nanos.stream().skip(1000).sorted().skip(2000).findFirst().orElseThrow();
        assertThat(median).isLessThan(2_000_000L);
        contexts.close();
        assertThat(contexts.references()).isZero();
    }

    private static List<X509Certificate> handshake(TlsContexts contexts, String host) {
        SslHandler server = contexts.server(ALLOCATOR, LeafRequest.of(host), Optional.of("h2"));
        SslHandler client =
                contexts.client(ALLOCATOR, Optional.of(host), host, 443, List.of("h2", "http/1.1"), Likeness.NONE);
        EmbeddedChannel serverSide = new EmbeddedChannel(server);
        EmbeddedChannel clientSide = new EmbeddedChannel(client);
        for (int i = 0;
                i < 200
                        && !(client.handshakeFuture().isDone()
                                && server.handshakeFuture().isDone());
                i++) {
            move(clientSide, serverSide);
            move(serverSide, clientSide);
        }
        assertThat(client.handshakeFuture().isSuccess()).isTrue();
        assertThat(client.applicationProtocol()).isEqualTo("h2");
        List<X509Certificate> chain = Negotiated.chain(client);
        clientSide.finishAndReleaseAll();
        serverSide.finishAndReleaseAll();
        return chain;
    }

    private static void move(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        Object message;
        while ((message = from.readOutbound()) != null) {
            to.writeInbound(message);
        }
    }
}

package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Owner.Whose;
import io.mingcha.sessions.attribution.Attributed;
import io.mingcha.sessions.attribution.Attribution;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.attribution.Sample;
import io.mingcha.sessions.attribution.Scene;
import io.mingcha.sessions.attribution.Witness;
import io.mingcha.sessions.device.OpenSocket;
import io.mingcha.sessions.device.Route;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred connections of five apps at once, told apart by what the device's tables of sockets show. A tenth is so short
 * that no look at the tables can see it.
 */
class AdbAttributionTest {
    private static final List<String> APPS =
            List.of("cn.example.a", "cn.example.b", "cn.example.c", "cn.example.d", "cn.example.e");
    private static final Duration LAG = Duration.ofMillis(20);
    private static final int CONNECTIONS = 200;
    private static final int MOST_OPEN = 12;
    private static final int PORTS = 40;

    @TempDir
    Path folder;

    private final Random random = new Random(20261126);
    private final List<Sample> samples = new ArrayList<>();
    private final List<Peer> open = new ArrayList<>();
    private TinyProxy proxy;
    private Bench bench;
    private FakePhone phone;
    private AdbDevice device;

    @BeforeEach
    void start() throws IOException {
        bench = Bench.in(folder);
        proxy = new TinyProxy(1);
        phone = bench.phone("Pixel_7");
        APPS.forEach(name -> phone.with((PhoneApp) () -> name));
        device = bench.open(phone);
    }

    @AfterEach
    void close() throws IOException {
        if (bench != null) {
            proxy.close();
            bench.close();
        }
    }

    private Peer connect() throws IOException {
        String app = APPS.get(random.nextInt(APPS.size()));
        Peer peer = phone.connect(app, URI.create("http://h.example.cn/"));
        peer.send("GET http://h.example.cn/ HTTP/1.1\r\nHost: h.example.cn\r\nX-App: " + app + "\r\n\r\n");
        peer.read();
        return peer;
    }

    private static void end(Peer peer) throws IOException {
        peer.send("GET http://h.example.cn/ HTTP/1.1\r\nHost: h.example.cn\r\nConnection: close\r\n\r\n");
        peer.readToEnd();
        peer.close();
    }

    private void sample() {
        Instant from = Instant.now();
        List<OpenSocket> sockets = device.sockets();
        samples.add(new Sample(from, Instant.now(), sockets));
    }

    private List<Connection> play() throws IOException, InterruptedException {
        sample();
        int made = 0;
        while (made < CONNECTIONS) {
            for (int i = random.nextInt(3); i >= 0 && made < CONNECTIONS; i--) {
                open.add(connect());
                made++;
            }
            if (made % 10 == 0 && made < CONNECTIONS) {
                end(connect());
                made++;
            }
            sample();
            while (open.size() > MOST_OPEN || !open.isEmpty() && random.nextInt(3) > 0) {
                end(open.remove(random.nextInt(open.size())));
            }
        }
        for (Peer peer : open) {
            end(peer);
        }
        sample();
        return proxy.awaitClosed();
    }

    private record Measured(double precision, double recall) {}

    private Measured measure(List<Attributed> owners) {
        Map<Integer, String> truth = proxy.truth();
        List<Attributed> told = owners.stream().filter(o -> o.app().isPresent()).toList();
        long right = told.stream()
                .filter(o -> o.app().get().equals(truth.get(o.connection())))
                .count();
        return new Measured((double) right / told.size(), (double) right / truth.size());
    }

    private Scene scene(boolean portsSeen) {
        return new Scene(
                Set.of("cn.example.a"),
                Map.of(),
                samples,
                List.of(),
                device.way().map(Way::proxy),
                portsSeen,
                LAG);
    }

    @Test
    void by_ports_nearly_every_connection_has_its_owner() throws Exception {
        phone.localPorts(21_000, PORTS);
        phone.setting("global", "http_proxy", "127.0.0.1:" + proxy.address().getPort());

        List<Connection> connections = play();
        List<Attributed> owners = Attribution.of(
                connections,
                new Scene(
                        Set.of("cn.example.a"), Map.of(), samples, List.of(), Optional.of(proxy.address()), true, LAG));

        Measured measured = measure(owners);
        assertThat(connections).hasSizeGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(connections.stream().map(c -> c.client().getPort()).distinct())
                .as("ports come again")
                .hasSizeLessThanOrEqualTo(PORTS);
        assertThat(measured.precision()).as("measured 1.0").isGreaterThanOrEqualTo(0.99);
        assertThat(measured.recall()).as("measured 0.955").isGreaterThanOrEqualTo(0.9);
        assertThat(owners)
                .filteredOn(o -> o.by() == Witness.PORT)
                .allSatisfy(o -> assertThat(o.confidence()).isGreaterThanOrEqualTo(0.8));
    }

    @Test
    void through_adb_time_tells_fewer_and_says_that_it_is_less_sure() throws Exception {
        device.connect(new Route(proxy.address(), "pem", "9a5ba575.0", Optional.empty()));

        List<Connection> connections = play();
        List<Attributed> owners = Attribution.of(connections, scene(false));

        Measured measured = measure(owners);
        assertThat(connections).hasSizeGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(measured.precision()).as("measured 0.97 to 0.99").isGreaterThanOrEqualTo(0.9);
        assertThat(measured.recall())
                .as("measured 0.2 to 0.48, by how fast the device answers")
                .isGreaterThanOrEqualTo(0.1);
        assertThat(owners).allSatisfy(o -> assertThat(o.confidence()).isLessThanOrEqualTo(0.9));
        assertThat(owners)
                .allSatisfy(o -> assertThat(o.whose() == Whose.APP)
                        .isEqualTo(o.app().filter("cn.example.a"::equals).isPresent()));
    }
}

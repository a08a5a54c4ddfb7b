package io.mingcha.sessions.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Owner.Whose;
import io.mingcha.sessions.device.OpenSocket;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttributionTest {
    private static final String APP = "cn.example.app";
    private static final String OTHER = "cn.other.app";
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final InetSocketAddress PROXY = new InetSocketAddress("127.0.0.1", 8888);

    private static Instant at(double seconds) {
        return START.plusNanos((long) (seconds * 1e9));
    }

    private static Connection connection(int number, int port, double from, double to) {
        return new Connection(
                number,
                new InetSocketAddress("127.0.0.1", port),
                at(from),
                Optional.of(at(to)),
                Optional.empty(),
                Optional.empty());
    }

    private static Sample sample(double from, double to, OpenSocket... sockets) {
        return new Sample(at(from), at(to), List.of(sockets));
    }

    private static OpenSocket socket(int port, String app) {
        return new OpenSocket(new InetSocketAddress("127.0.0.1", port), PROXY, app, START, START);
    }

    private static Scene scene(boolean portsSeen, Sample... samples) {
        return new Scene(
                Set.of(APP),
                Map.of("phone-a", APP, "phone-b", OTHER),
                List.of(samples),
                List.of(),
                Optional.of(PROXY),
                portsSeen,
                Scene.USUAL_LAG);
    }

    private static Attributed only(Connection connection, Scene scene) {
        return Attribution.of(List.of(connection), scene).get(0);
    }

    @Test
    void a_name_that_the_client_gave_beats_everything() {
        Connection tagged = new Connection(
                0,
                new InetSocketAddress("127.0.0.1", 5000),
                at(1),
                Optional.of(at(3)),
                Optional.of("phone-b"),
                Optional.of(APP + "/1.0"));

        assertThat(only(tagged, scene(true, sample(2, 2.1, socket(5000, APP)))))
                .isEqualTo(new Attributed(0, Whose.OTHER_APP, Optional.of(OTHER), Witness.TAG, 1.0));
    }

    @Test
    void a_port_that_was_seen_while_the_connection_stood_names_its_app() {
        Attributed owner =
                only(connection(0, 5000, 1, 3), scene(true, sample(0.5, 0.6), sample(2, 2.1, socket(5000, APP))));

        assertThat(owner).isEqualTo(new Attributed(0, Whose.APP, Optional.of(APP), Witness.PORT, 0.98));
    }

    @Test
    void a_port_that_comes_again_belongs_to_each_in_its_time() {
        Scene scene = scene(
                true,
                sample(0, 0.1),
                sample(1, 1.1, socket(5000, APP)),
                sample(2, 2.1, socket(5000, OTHER)),
                sample(3, 3.1));

        List<Attributed> owners =
                Attribution.of(List.of(connection(0, 5000, 0.5, 1.4), connection(1, 5000, 1.5, 2.5)), scene);

        assertThat(owners).extracting(Attributed::whose).containsExactly(Whose.APP, Whose.OTHER_APP);
    }

    @Test
    void a_connection_between_two_looks_is_not_given_the_socket_of_another_on_its_port() {
        Scene scene = scene(true, sample(0, 0.1), sample(1, 1.1, socket(5000, APP)), sample(2, 2.1));

        List<Attributed> owners =
                Attribution.of(List.of(connection(0, 5000, 0.5, 1.3), connection(1, 5000, 1.4, 1.6)), scene);

        assertThat(owners).extracting(Attributed::whose).containsExactly(Whose.APP, Whose.UNKNOWN);
    }

    @Test
    void a_socket_that_leads_elsewhere_is_no_witness() {
        OpenSocket elsewhere = new OpenSocket(
                new InetSocketAddress("127.0.0.1", 5000), new InetSocketAddress("10.1.1.1", 443), APP, START, START);

        assertThat(only(connection(0, 5000, 1, 3), scene(true, sample(2, 2.1, elsewhere))))
                .isEqualTo(new Attributed(0, Whose.UNKNOWN, Optional.empty(), Witness.NOTHING, 0));
    }

    @Test
    void the_system_and_apps_that_share_a_number_are_no_app() {
        assertThat(only(connection(0, 5000, 1, 3), scene(true, sample(2, 2.1, socket(5000, "uid:1000"))))
                        .whose())
                .isEqualTo(Whose.SYSTEM);
        assertThat(only(connection(0, 5000, 1, 3), scene(true, sample(2, 2.1, socket(5000, "uid:10123"))))
                        .whose())
                .isEqualTo(Whose.UNKNOWN);
    }

    @Test
    void without_ports_what_came_and_went_alone_is_paired() {
        Scene scene = scene(
                false,
                sample(0, 0.1),
                sample(1, 1.1, socket(40001, APP)),
                sample(2, 2.1, socket(40001, APP), socket(40002, OTHER)),
                sample(3, 3.1, socket(40002, OTHER)),
                sample(4, 4.1));

        List<Attributed> owners =
                Attribution.of(List.of(connection(0, 7001, 0.6, 2.5), connection(1, 7002, 1.6, 3.5)), scene);

        assertThat(owners)
                .containsExactly(
                        new Attributed(0, Whose.APP, Optional.of(APP), Witness.TIME, 0.9),
                        new Attributed(1, Whose.OTHER_APP, Optional.of(OTHER), Witness.TIME, 0.9));
    }

    @Test
    void without_ports_what_came_and_went_together_stays_open() {
        Scene scene =
                scene(false, sample(0, 0.1), sample(1, 1.1, socket(40001, APP), socket(40002, OTHER)), sample(2, 2.1));

        List<Attributed> owners =
                Attribution.of(List.of(connection(0, 7001, 0.5, 1.6), connection(1, 7002, 0.6, 1.5)), scene);

        assertThat(owners).extracting(Attributed::whose).containsOnly(Whose.UNKNOWN);
    }

    @Test
    void the_app_in_front_is_a_weak_witness_and_weaker_while_it_changes() {
        Scene scene = new Scene(
                Set.of(APP),
                Map.of(),
                List.of(),
                List.of(new InFront(at(0), APP), new InFront(at(2), APP), new InFront(at(4), OTHER)),
                Optional.empty(),
                true,
                Scene.USUAL_LAG);

        List<Attributed> owners = Attribution.of(
                List.of(connection(0, 1, 1, 2), connection(1, 2, 3, 4), connection(2, 3, 200, 201)), scene);

        assertThat(owners)
                .containsExactly(
                        new Attributed(0, Whose.APP, Optional.of(APP), Witness.FOREGROUND, 0.5),
                        new Attributed(1, Whose.APP, Optional.of(APP), Witness.FOREGROUND, 0.3),
                        Attributed.unknown(connection(2, 3, 200, 201)));
    }

    @Test
    void a_user_agent_is_a_hint_and_strengthens_what_was_in_front() {
        Connection says = new Connection(
                0,
                new InetSocketAddress("127.0.0.1", 1),
                at(1),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Mozilla/5.0 " + APP + "/7"));
        Scene alone = scene(true);
        Scene inFront = new Scene(
                Set.of(APP),
                Map.of(),
                List.of(),
                List.of(new InFront(at(0), APP)),
                Optional.empty(),
                true,
                Scene.USUAL_LAG);

        assertThat(only(says, alone))
                .isEqualTo(new Attributed(0, Whose.APP, Optional.of(APP), Witness.USER_AGENT, 0.4));
        assertThat(only(says, inFront).confidence()).isEqualTo(0.75);
    }

    /**
     * Five apps, each about a connection in two seconds that lasts some seconds; the tables are read every second; news takes up
     * to 80 milliseconds. What was too short to be seen is left out of neither number.
     */
    @Test
    void through_adb_most_connections_of_a_usual_session_find_their_app() {
        Random random = new Random(7);
        List<Connection> connections = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        List<double[]> lives = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < 200; i++) {
            time += -Math.log(1 - random.nextDouble()) / 2.5;
            double life = 0.3 - Math.log(1 - random.nextDouble()) * 4;
            truth.add("cn.example.app" + random.nextInt(5));
            lives.add(new double[] {time, time + life});
            connections.add(connection(
                    i, 6000 + i, time + 0.08 * random.nextDouble(), time + life + 0.08 * random.nextDouble()));
        }
        List<Sample> samples = new ArrayList<>();
        for (double t = 0; t < time + 30; t++) {
            double instant = t + 0.05;
            List<OpenSocket> sockets = new ArrayList<>();
            for (int i = 0; i < lives.size(); i++) {
                if (lives.get(i)[0] <= instant && instant <= lives.get(i)[1]) {
                    sockets.add(socket(30_000 + i % 60, truth.get(i)));
                }
            }
            samples.add(sample(t, t + 0.1, sockets.toArray(OpenSocket[]::new)));
        }

        List<Attributed> owners = Attribution.of(connections, scene(false, samples.toArray(Sample[]::new)));

        List<Attributed> told = owners.stream().filter(o -> o.app().isPresent()).toList();
        long right = told.stream()
                .filter(o -> o.app().get().equals(truth.get(o.connection())))
                .count();
        assertThat((double) right / told.size()).as("precision, measured 0.993").isGreaterThanOrEqualTo(0.98);
        assertThat((double) right / owners.size()).as("recall, measured 0.685").isGreaterThanOrEqualTo(0.65);
    }

    @Test
    @Timeout(30)
    void a_long_session_is_done_in_seconds() {
        List<Connection> connections = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            connections.add(connection(i, 10_000 + i, i + 0.2, i + 10.4));
        }
        for (int t = 0; t < 4000; t++) {
            List<OpenSocket> sockets = new ArrayList<>();
            for (int i = Math.max(0, t - 10); i < t; i++) {
                sockets.add(socket(10_000 + i, "cn.example.app" + i % 5));
            }
            samples.add(sample(t, t + 0.1, sockets.toArray(OpenSocket[]::new)));
        }
        Sample[] all = samples.toArray(Sample[]::new);

        assertThat(Attribution.of(connections, scene(true, all))).hasSize(4000);
        assertThat(Attribution.of(connections, scene(false, all)).stream()
                        .filter(o -> o.app().isPresent())
                        .filter(o -> o.app().get().equals("cn.example.app" + o.connection() % 5))
                        .count())
                .isGreaterThan(3900);
    }
}

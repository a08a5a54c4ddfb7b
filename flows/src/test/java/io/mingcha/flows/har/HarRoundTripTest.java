package io.mingcha.flows.har;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mingcha.flows.App;
import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Server;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.settings.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarRoundTripTest {
    private static final int ROUNDS = 100;
    private static final Instant START = Instant.parse("2026-11-25T08:00:00.123456789Z");

    @ParameterizedTest
    @ValueSource(longs = {5, 1_117, 90_210})
    void export_import_export_gives_equal_bytes(long seed) {
        for (int round = 0; round < ROUNDS; round++) {
            long roundSeed = seed + 1_000_003L * round;
            List<Flow> flows = new Made(new Random(roundSeed)).flows();
            assertThatCode(() -> comesBack(flows))
                    .as("the flows of seed %s, round %s (%s)", seed, round, roundSeed)
                    .doesNotThrowAnyException();
        }
    }

    private static void comesBack(List<Flow> flows) {
        Session session = session(SessionSpec.of(App.of("com.example.app")));
        byte[] first = export(session, flows);
        List<Flow> read = new ArrayList<>();
        Har har = HarReader.read("first.har", new ByteArrayInputStream(first), read::add);

        assertThat(har.problems()).isEmpty();
        assertThat(har.cut()).isEmpty();
        assertThat(export(session, read)).isEqualTo(first);
        for (int i = 0; i < flows.size(); i++) {
            assertThat(withoutBodies(read.get(i))).isEqualTo(withoutBodies(flows.get(i)));
            assertThat(bytes(read.get(i).request()))
                    .isEqualTo(bytes(flows.get(i).request()));
            assertThat(bytes(read.get(i).response()))
                    .isEqualTo(bytes(flows.get(i).response()));
        }
    }

    @Test
    void the_specification_and_its_markers_come_back_but_known_values_do_not_leave() {
        Marker marker = Marker.within(
                "separate_consent[resident_id]",
                START.plusSeconds(2),
                START.plusSeconds(1),
                START.plusSeconds(3),
                Marker.Source.HAND);
        SessionSpec spec = new SessionSpec(
                new App(
                        "com.example.app",
                        Optional.of("\u793a\u4f8b"),
                        Optional.of("1.2"),
                        Optional.of("C07"),
                        Optional.empty(),
                        List.of("example.com")),
                new io.mingcha.flows.Persona(
                        java.util.OptionalInt.of(30), java.util.Map.of("phone_number", List.of("13800138000"))),
                Optional.of(new io.mingcha.flows.Declaration(List.of("x.example"), List.of())),
                java.util.Set.of("consent_accept"),
                List.of(marker),
                java.util.Map.of("screen.login_wall", "true"),
                java.util.Map.of(),
                Optional.of(new RunVerdict(
                        RunVerdict.Level.LIMITED,
                        "standard/accept",
                        "phone",
                        Optional.of("socks"),
                        List.of(new RunVerdict.Cause(
                                "unread",
                                RunVerdict.Level.LIMITED,
                                Text.of("只读到一半", "only half was read"),
                                Text.of("查看原因", "see why"))),
                        Optional.of(new DeviceCount(12, 7, 5, 1, java.util.Map.of("other.app", 3L))))),
                List.of());
        byte[] har = export(session(spec), List.of());

        Har read = HarReader.read("x.har", new ByteArrayInputStream(har), flow -> {});

        assertThat(read.session()).contains("20261125-080000-abc");
        assertThat(read.creator()).isEqualTo("Mingcha 0.1.0");
        SessionSpec back = read.spec().orElseThrow();
        assertThat(back)
                .isEqualTo(new SessionSpec(
                        spec.app(),
                        io.mingcha.flows.Persona.UNKNOWN,
                        spec.declaration(),
                        spec.observes(),
                        spec.markers(),
                        spec.noted(),
                        java.util.Map.of(),
                        spec.run(),
                        List.of()));
        assertThat(new String(har, StandardCharsets.UTF_8)).doesNotContain("13800138000");
    }

    @Test
    void packed_content_is_readable_and_its_wire_bytes_survive() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"name\":\"\u660e\u5bdf\"}".getBytes(StandardCharsets.UTF_8));
        }
        Flow flow = flow(
                0,
                Optional.empty(),
                Optional.of(new Message(
                        Optional.of(new Head.Response(
                                200, "OK", "HTTP/1.1", List.of(new Header("Content-Encoding", "gzip")))),
                        Body.of(packed.toByteArray()),
                        List.of(),
                        START,
                        Optional.of(START),
                        true)));
        byte[] har = export(session(SessionSpec.of(App.of("a"))), List.of(flow));

        assertThat(new String(har, StandardCharsets.UTF_8)).contains("\u660e\u5bdf");
        List<Flow> read = new ArrayList<>();
        HarReader.read("x.har", new ByteArrayInputStream(har), read::add);
        assertThat(bytes(read.get(0).response())).isEqualTo(packed.toByteArray());
    }

    @Test
    void what_http_2_says_before_its_headers_survives() throws IOException {
        List<Header> headers = List.of(
                new Header(":authority", "other.example"), new Header(":protocol", "websocket"), new Header("x", "1"));
        Flow flow = flow(
                0,
                Optional.of(new Message(
                        Optional.of(new Head.Request("CONNECT", "/chat", "HTTP/2", headers)),
                        Body.EMPTY,
                        List.of(),
                        START,
                        Optional.of(START),
                        true)),
                Optional.empty());
        byte[] har = export(session(SessionSpec.of(App.of("a"))), List.of(flow));
        List<Flow> read = new ArrayList<>();
        HarReader.read("x.har", new ByteArrayInputStream(har), read::add);
        assertThat(read.get(0).requestHead().orElseThrow().headers()).isEqualTo(headers);
        assertThat(export(session(SessionSpec.of(App.of("a"))), read)).isEqualTo(har);
    }

    @Test
    void the_phase_and_the_reason_of_an_unread_connection_are_written() {
        Flow flow = new Flow(
                0,
                4,
                "tls",
                "raw",
                new Client("10.0.0.2:4000", Optional.empty()),
                new Server("pinned.example", 443, Optional.empty(), Optional.of("pinned.example")),
                Optional.of(Tls.UNKNOWN),
                Optional.empty(),
                Timing.at(START),
                Optional.empty(),
                Optional.empty(),
                Outcome.unread("client_refused_certificate", "alert bad_certificate"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HarWriter.write(
                    session(SessionSpec.of(App.of("a"))), List.of(flow), f -> Optional.of("before_consent"), "1", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"_phase\":\"before_consent\"",
                        "client_refused_certificate",
                        "https://pinned.example".replace("https", "tls"));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Flows of every shape that the format can say, from a seed. */
    private record Made(Random random) {
        private static final String TROUBLE = "\uD83D\uDE00a\u0000\"\u2028?&=%:/";
        private static final String[] TEXTS = {
            "", "{\"a\":1}", "\uFEFFbom", "\u660e\u5bdf", "/v1?q=%E6%98%8E&x", ":authority"
        };
        private static final String[] HOSTS = {"api.example", "2001:db8::1", "\uD800", ""};

        List<Flow> flows() {
            List<Flow> flows = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                flows.add(flow(flows.size()));
            }
            return flows;
        }

        private Flow flow(int ordinal) {
            String host = HOSTS[random.nextInt(HOSTS.length)];
            return new Flow(
                    ordinal,
                    7,
                    "https",
                    "HTTP/1.1",
                    new Client("127.0.0.1:5", Optional.of(host)),
                    new Server(host, 8443, Optional.of("::1"), Optional.empty()),
                    Optional.of(new Tls(
                            Optional.of("TLSv1.3"),
                            Optional.empty(),
                            Optional.of("h2"),
                            List.of("h2", host),
                            Optional.empty(),
                            Optional.of("t13d"),
                            Optional.empty(),
                            Optional.of(host),
                            List.of("CN=" + host),
                            perhaps(random::nextBoolean))),
                    Optional.of(Tls.UNKNOWN.withResumed(perhaps(random::nextBoolean))),
                    new Timing(
                            START,
                            Optional.of(START.minusNanos(1)),
                            Optional.empty(),
                            Optional.of(START.plusNanos(3)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(START.plusSeconds(4))),
                    perhaps(() -> message(headers -> new Head.Request(text(), text(), "HTTP/1.1", headers))),
                    perhaps(() ->
                            message(headers -> new Head.Response(random.nextInt(1_001) - 1, text(), text(), headers))),
                    new Outcome(Outcome.State.values()[random.nextInt(Outcome.State.values().length)], text(), text()));
        }

        private Message message(Function<List<Header>, Head> head) {
            byte[] body = body();
            long more = random.nextInt(1_001);
            boolean complete = random.nextBoolean();
            return new Message(
                    perhaps(() -> head.apply(headers())),
                    Partial.of(body.length + (more > 900 ? more : 0), body),
                    headers(),
                    START.plusNanos(more),
                    complete ? Optional.of(START.plusNanos(more * 1_000)) : Optional.empty(),
                    complete);
        }

        private List<Header> headers() {
            List<Header> headers = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.add(new Header(text(), text()));
            }
            if (headers.size() == 1) {
                headers.add(new Header("content-encoding", "gzip"));
            }
            return headers;
        }

        private byte[] body() {
            return switch (random.nextInt(3)) {
                case 0 -> {
                    byte[] bytes = new byte[random.nextInt(41)];
                    random.nextBytes(bytes);
                    yield bytes;
                }
                case 1 -> text().getBytes(StandardCharsets.UTF_8);
                default -> gzip(text());
            };
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            switch (random.nextInt(3)) {
                case 0 -> {
                    for (int i = random.nextInt(13); i > 0; i--) {
                        text.append((char) random.nextInt(0x1_0000));
                    }
                }
                case 1 -> {
                    for (int i = random.nextInt(9); i > 0; i--) {
                        text.append(TROUBLE.charAt(random.nextInt(TROUBLE.length())));
                    }
                }
                default -> text.append(TEXTS[random.nextInt(TEXTS.length)]);
            }
            return text.toString();
        }

        private <T> Optional<T> perhaps(Supplier<T> made) {
            return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(made.get());
        }
    }

    private static Flow flow(int ordinal, Optional<Message> request, Optional<Message> response) {
        return new Flow(
                ordinal,
                0,
                "https",
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server("a.example", 443, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(START),
                request,
                response,
                Outcome.COMPLETE);
    }

    private static Session session(SessionSpec spec) {
        return new Session(
                "20261125-080000-abc",
                spec,
                START,
                Optional.empty(),
                Session.State.COMPLETE,
                new byte[32],
                Optional.empty());
    }

    private static byte[] export(Session session, List<Flow> flows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HarWriter.write(session, flows, flow -> Optional.empty(), "0.1.0", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Optional<Message> message) {
        return message.map(m -> m.body().bytes()).orElse(new byte[0]);
    }

    private static Flow withoutBodies(Flow f) {
        return new Flow(
                f.ordinal(),
                f.connection(),
                f.scheme(),
                f.protocol(),
                f.client(),
                f.server(),
                f.clientTls(),
                f.serverTls(),
                f.timing(),
                f.request().map(HarRoundTripTest::withoutBody),
                f.response().map(HarRoundTripTest::withoutBody),
                f.outcome());
    }

    private static Message withoutBody(Message m) {
        return new Message(m.head(), Body.EMPTY, m.trailers(), m.firstByte(), m.lastByte(), m.complete());
    }
}

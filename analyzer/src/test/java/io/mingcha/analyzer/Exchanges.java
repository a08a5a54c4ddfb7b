package io.mingcha.analyzer;

import io.mingcha.flows.App;
import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Persona;
import io.mingcha.flows.Server;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Builds sessions for tests, an exchange a line. */
public final class Exchanges {
    public static final Instant START = Instant.parse("2026-11-25T02:00:00Z");

    private final List<Flow> flows = new ArrayList<>();
    private final List<Marker> markers = new ArrayList<>();
    private final Set<String> observes = new LinkedHashSet<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, List<String>> known = new LinkedHashMap<>();
    private OptionalInt age = OptionalInt.empty();
    private Optional<Declaration> declaration = Optional.empty();
    private List<String> firstParty = List.of("shop.example");

    public Exchanges known(String type, String... values) {
        known.put(type, List.of(values));
        return this;
    }

    /** A key that the session file gives. */
    public Exchanges key(String name, byte[] key) {
        keys.put(name, HexFormat.of().formatHex(key));
        return this;
    }

    public Exchanges observes(String... kinds) {
        observes.addAll(List.of(kinds));
        return this;
    }

    public Exchanges firstParty(String... domains) {
        firstParty = List.of(domains);
        return this;
    }

    public Exchanges age(int years) {
        age = OptionalInt.of(years);
        return this;
    }

    public Exchanges declares(List<String> recipients, String... types) {
        declaration = Optional.of(new Declaration(
                recipients,
                List.of(types).stream()
                        .map(t -> new Declaration.DeclaredData(
                                t, Optional.empty(), List.of(), List.of(), Optional.empty()))
                        .toList()));
        return this;
    }

    public Exchanges mark(String kind, double seconds) {
        markers.add(Marker.at(kind, at(seconds), Marker.Source.FILE));
        return this;
    }

    public Exchanges mark(Marker marker) {
        markers.add(marker);
        return this;
    }

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    public Exchanges get(double seconds, String url, Header... headers) {
        return exchange(seconds, "GET", url, new byte[0], "", "{}", headers);
    }

    public Exchanges post(double seconds, String url, String body, Header... headers) {
        return exchange(seconds, "POST", url, body.getBytes(StandardCharsets.UTF_8), "application/json", "{}", headers);
    }

    public Exchanges post(double seconds, String url, byte[] body, Header... headers) {
        return exchange(seconds, "POST", url, body, "application/octet-stream", "{}", headers);
    }

    public Exchanges answering(double seconds, String url, String answer) {
        return exchange(seconds, "GET", url, new byte[0], "", answer);
    }

    public Exchanges posting(double seconds, String url, String body, String answer) {
        return exchange(seconds, "POST", url, body.getBytes(StandardCharsets.UTF_8), "application/json", answer);
    }

    private Exchanges exchange(
            double seconds, String method, String url, byte[] body, String type, String answer, Header... headers) {
        boolean tls = url.startsWith("https://");
        String rest = url.substring(tls ? 8 : 7);
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        String target = slash < 0 ? "/" : rest.substring(slash);
        List<Header> all = new ArrayList<>(List.of(new Header("Host", host)));
        if (!type.isEmpty()) {
            all.add(new Header("Content-Type", type));
        }
        all.addAll(List.of(headers));
        Instant at = at(seconds);
        flows.add(flow(
                tls ? "https" : "http",
                host,
                tls ? 443 : 80,
                at,
                Optional.of(new Message(
                        Optional.of(new Head.Request(method, target, "HTTP/1.1", all)),
                        Body.of(body),
                        List.of(),
                        at,
                        Optional.of(at),
                        true)),
                Optional.of(new Message(
                        Optional.of(new Head.Response(
                                200, "OK", "HTTP/1.1", List.of(new Header("Content-Type", "application/json")))),
                        Body.of(answer.getBytes(StandardCharsets.UTF_8)),
                        List.of(),
                        at.plusMillis(20),
                        Optional.of(at.plusMillis(21)),
                        true)),
                Outcome.COMPLETE));
        return this;
    }

    /** An exchange as it stands; its first byte counts. */
    public Exchanges add(Message request, Message response) {
        flows.add(flow(
                "https",
                "live.shop.example",
                443,
                request.firstByte(),
                Optional.of(request),
                Optional.of(response),
                Outcome.COMPLETE));
        return this;
    }

    public Exchanges unread(double seconds, String host) {
        flows.add(flow(
                "tls",
                host,
                443,
                at(seconds),
                Optional.empty(),
                Optional.empty(),
                Outcome.unread("client_refused_certificate", "alert bad_certificate")));
        return this;
    }

    private Flow flow(
            String scheme,
            String host,
            int port,
            Instant at,
            Optional<Message> request,
            Optional<Message> response,
            Outcome outcome) {
        return new Flow(
                flows.size(),
                flows.size(),
                scheme,
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server(host, port, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(at),
                request,
                response,
                outcome);
    }

    public Session session() {
        SessionSpec spec = new SessionSpec(
                new App(
                        "example.shop",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        firstParty),
                new Persona(age, known),
                declaration,
                observes,
                markers,
                Map.of(),
                keys,
                Optional.empty(),
                List.of());
        return new Session(
                "s1", spec, START, Optional.of(at(600)), Session.State.COMPLETE, new byte[32], Optional.empty());
    }

    public List<Flow> flows() {
        return List.copyOf(flows);
    }

    /** Types of what one request exposes; {@code '} in its body stands for {@code "}. */
    static List<String> typesIn(String body) {
        return typesIn("/v1", body);
    }

    static List<String> typesIn(String path, String body) {
        return new Exchanges()
                .post(1, "https://collect.example" + path, body.replace('\'', '"')).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    public Analysis analyze() {
        return Analyzer.analyze(TestConfiguration.SHIPPED, session(), flows);
    }
}

package io.mingcha.analyzer.example;

import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.settings.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One exchange of an example: {@code {at: 2, post: "https://…", headers: {…}, body: …, answer: …}}. {@code times: 61, every: 0.5}
 * sends it again; {@code rows: {times: 60, of: …}} stand where the body or the answer has {@code {rows}}, each with its number
 * for {@code {n}}.
 */
final class Exchange {
    /** Rows count from here, so that their numbers are of one length. */
    private static final int FIRST_NUMBER = 1000;

    private static final URI NOWHERE = URI.create("https://invalid/");

    private Exchange() {}

    /** Adds the flows of the exchange to those before it. */
    static void read(Setting exchange, List<Flow> flows) {
        exchange.allow(
                "at",
                "get",
                "post",
                "headers",
                "body",
                "base64",
                "answer",
                "rows",
                "times",
                "every",
                "tls",
                "accepts_bad_certificate",
                "unread");
        Instant first = Examples.time(exchange.require("at"));
        long times = exchange.get("times").integer(1, 1000).orElse(1);
        Duration every =
                Duration.ofMillis(Math.round(exchange.get("every").decimal().orElse(1) * 1000));
        for (int i = 0; i < times; i++) {
            flows.add(flow(exchange, first.plus(every.multipliedBy(i)), flows.size()));
        }
    }

    private static Flow flow(Setting exchange, Instant at, int ordinal) {
        boolean post = exchange.get("post").isPresent();
        Setting address = exchange.get("unread").isPresent()
                ? exchange.get("unread")
                : post ? exchange.get("post") : exchange.require("get");
        URI uri = address.parsed(URI::create).filter(u -> u.getHost() != null).orElse(NOWHERE);
        if (uri == NOWHERE) {
            address.problem("需要完整地址，例如 https://a.example/b", "a whole address is needed, such as https://a.example/b");
        }
        boolean secure = uri.getScheme().equals("https");
        boolean unread = exchange.get("unread").isPresent();
        Optional<Tls> tls = secure ? Optional.of(tls(exchange)) : Optional.empty();
        return new Flow(
                ordinal,
                ordinal,
                unread ? "tls" : uri.getScheme(),
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server(
                        uri.getHost(),
                        uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80,
                        Optional.empty(),
                        Optional.empty()),
                tls,
                tls,
                Timing.at(at),
                unread ? Optional.empty() : Optional.of(request(exchange, post ? "POST" : "GET", uri, at)),
                unread ? Optional.empty() : Optional.of(response(exchange, at)),
                unread ? Outcome.unread("client_refused_certificate", "") : Outcome.COMPLETE);
    }

    private static Tls tls(Setting exchange) {
        return new Tls(
                Optional.of(exchange.get("tls").text("TLSv1.3")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                exchange.get("accepts_bad_certificate").bool(false) ? Optional.of("untrusted") : Optional.empty());
    }

    private static Message request(Setting exchange, String method, URI uri, Instant at) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Host", uri.getRawAuthority()));
        exchange.get("headers").entries().forEach((name, value) -> headers.add(new Header(name, value.text(""))));
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        byte[] body = exchange.get("base64").isPresent()
                ? exchange.get("base64").parsed(Base64.getMimeDecoder()::decode).orElse(new byte[0])
                : text(exchange, "body", "").getBytes(StandardCharsets.UTF_8);
        return new Message(
                Optional.of(new Head.Request(method, target, "HTTP/1.1", headers)),
                Body.of(body),
                List.of(),
                at,
                Optional.of(at),
                true);
    }

    private static Message response(Setting exchange, Instant at) {
        return new Message(
                Optional.of(new Head.Response(
                        200, "OK", "HTTP/1.1", List.of(new Header("Content-Type", "application/json")))),
                Body.of(text(exchange, "answer", "{}").getBytes(StandardCharsets.UTF_8)),
                List.of(),
                at.plusMillis(20),
                Optional.of(at.plusMillis(21)),
                true);
    }

    private static String text(Setting exchange, String key, String otherwise) {
        Setting rows = exchange.get("rows");
        String text = exchange.get(key).text(otherwise);
        if (!rows.isPresent()) {
            return text;
        }
        rows.allow("times", "of");
        String row = rows.require("of").text("");
        long times = rows.require("times").integer(1, 1000).orElse(1);
        return text.replace(
                "{rows}",
                LongStream.range(0, times)
                        .mapToObj(n -> row.replace("{n}", String.valueOf(FIRST_NUMBER + n)))
                        .collect(Collectors.joining(",")));
    }
}

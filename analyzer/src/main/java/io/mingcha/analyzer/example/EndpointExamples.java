package io.mingcha.analyzer.example;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.adapter.Endpoint;
import io.mingcha.analyzer.adapter.Field;
import io.mingcha.analyzer.adapter.Sample;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.App;
import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The requests that adapters give as examples: each declared field must be found there, as its type and nothing else. */
public final class EndpointExamples {
    private static final int NAMED = 5;

    private EndpointExamples() {}

    /** What is not found as the adapters say, of every endpoint. */
    public static List<Text> contradictions(Configuration configuration) {
        List<Text> contradictions = new ArrayList<>();
        Map<Text, List<String>> limited = new LinkedHashMap<>();
        for (Endpoint endpoint : configuration.adapters().all()) {
            Optional<Inspection> inspection = endpoint.sample().map(sample -> inspected(sample, configuration));
            Optional<Text> limit = inspection.flatMap(EndpointExamples::limit);
            if (limit.isPresent()) {
                limited.computeIfAbsent(limit.get(), k -> new ArrayList<>()).add(endpoint.id());
            } else {
                inspection.ifPresent(i -> contradictions.addAll(contradictions(endpoint, i)));
            }
        }
        limited.forEach((limit, endpoints) -> contradictions.add(0, blamed(limit, endpoints)));
        return contradictions;
    }

    /** The limit at which an example was opened no further: then it says nothing of its adapter. */
    private static Optional<Text> limit(Inspection inspection) {
        return inspection.opened(Direction.REQUEST).stream()
                .flatMap(request -> request.decoded().stops().stream())
                .flatMap(stop -> stop.limit().stream())
                .findFirst();
    }

    private static Text blamed(Text limit, List<String> endpoints) {
        String some = endpoints.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = endpoints.size() - NAMED;
        return Text.of(
                "limits.yaml 中的限制（" + limit.zh() + "）过小，" + endpoints.size() + " 个适配器示例未能完全解开：" + some
                        + (more > 0 ? "……另有 " + more + " 个" : ""),
                "limits.yaml: a limit (" + limit.en() + ") is too low to open the examples of " + endpoints.size()
                        + " adapter(s) in full: " + some + (more > 0 ? ", … and " + more + " more" : ""));
    }

    /** The same of one endpoint. */
    public static List<Text> contradictions(Endpoint endpoint, Configuration configuration) {
        return endpoint.sample()
                .map(sample -> contradictions(endpoint, inspected(sample, configuration)))
                .orElse(List.of());
    }

    private static List<Text> contradictions(Endpoint endpoint, Inspection inspection) {
        List<Text> contradictions = new ArrayList<>();
        for (Field field : endpoint.fields()) {
            List<Node> at = values(inspection, field);
            String name = endpoint.id() + " " + field;
            if (at.isEmpty()) {
                contradictions.add(Text.of(name + "：示例中没有这个字段", name + ": its example has no such field"));
            } else if (at.stream()
                    .flatMap(n -> inspection.allAt(n).stream())
                    .noneMatch(e -> e.method() == Exposure.Method.ADAPTER && isMeant(endpoint, field, e))) {
                contradictions.add(Text.of(
                        name + "：示例中的值不像 " + field.type(), name + ": its value in the example is no " + field.type()));
            }
            at.stream()
                    .filter(n -> inspection.allAt(n).size() > 1)
                    .forEach(n ->
                            contradictions.add(Text.of(n.path() + " 被重复报告", n.path() + " is reported more than once")));
        }
        return contradictions;
    }

    private static List<Node> values(Inspection inspection, Field field) {
        List<Node> at = new ArrayList<>();
        inspection
                .opened(Direction.REQUEST)
                .ifPresent(request -> request.decoded()
                        .parts()
                        .forEach(part -> part.walk(node -> {
                            if (field.isAt(node)
                                    && !node.isOpened()
                                    && !node.text().isEmpty()) {
                                at.add(node);
                            }
                        })));
        return at;
    }

    /** One field may be of several types, of which the value decides. */
    private static boolean isMeant(Endpoint endpoint, Field field, Exposure found) {
        return endpoint.fields().stream()
                .filter(other -> other.at().equals(field.at()))
                .anyMatch(other -> other.type().equals(found.dataType()));
    }

    private static Inspection inspected(Sample sample, Configuration configuration) {
        Session session = new Session(
                "example",
                SessionSpec.of(App.of("app.example")),
                Examples.START,
                Optional.empty(),
                Session.State.COMPLETE,
                new byte[32],
                Optional.empty());
        return new Analyzer(configuration, session).inspect(flow(sample));
    }

    private static Flow flow(Sample sample) {
        String host = sample.address().getHost();
        List<Header> headers = new ArrayList<>(sample.headers());
        headers.add(new Header("Host", host));
        return new Flow(
                0,
                0,
                "https",
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server(host, 443, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(Examples.START),
                Optional.of(new Message(
                        Optional.of(new Head.Request(sample.method(), sample.target(), "HTTP/1.1", headers)),
                        Body.of(sample.body()),
                        List.of(),
                        Examples.START,
                        Optional.of(Examples.START),
                        true)),
                Optional.empty(),
                Outcome.COMPLETE);
    }
}

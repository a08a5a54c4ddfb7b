package io.mingcha.analyzer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.decode.Decoded;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedAdaptersTest {
    private static final Instant AT = Instant.parse("2026-01-05T01:00:00Z");
    private static final List<Endpoint> ALL =
            TestConfiguration.SHIPPED.adapters().all();

    @TestFactory
    Stream<DynamicTest> each_declared_field_of_the_example_is_found_where_the_adapter_says() {
        return ALL.stream().map(endpoint -> DynamicTest.dynamicTest(endpoint.id(), () -> holds(endpoint)));
    }

    @Test
    void there_are_endpoints_of_many_vendors_and_each_says_where_it_is_published() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(60).allSatisfy(e -> {
            assertThat(e.source()).as(e.id()).containsAnyOf("https://", "github.com/");
            assertThat(e.fields()).as(e.id()).isNotEmpty();
        });
    }

    private static void holds(Endpoint endpoint) {
        Sample sample = endpoint.sample().orElseThrow();
        Inspection inspection = analyzer().inspect(flow(sample));
        Decoded request = inspection
                .opened(Direction.REQUEST)
                .map(Inspection.Opened::decoded)
                .orElseThrow();
        for (Field field : endpoint.fields()) {
            List<Node> at = new ArrayList<>();
            request.parts()
                    .forEach(part -> part.walk(node -> {
                        if (field.at().get(0).matches(node)
                                && !node.isOpened()
                                && !node.text().isEmpty()) {
                            at.add(node);
                        }
                    }));
            assertThat(at)
                    .as(endpoint.id() + " " + field.type() + " in the example")
                    .isNotEmpty();
            assertThat(at.stream().flatMap(n -> inspection.allAt(n).stream()))
                    .as(endpoint.id() + " " + at)
                    .anyMatch(e -> e.method() == Exposure.Method.ADAPTER && isMeant(endpoint, field, e));
            assertThat(at).allSatisfy(n -> assertThat(inspection.allAt(n)).hasSizeLessThanOrEqualTo(1));
        }
    }

    /** One field may be of several types, of which the value decides. */
    private static boolean isMeant(Endpoint endpoint, Field field, Exposure found) {
        return endpoint.fields().stream()
                .filter(other -> other.at().equals(field.at()))
                .anyMatch(other -> other.type().equals(found.dataType()));
    }

    private static Analyzer analyzer() {
        return new Analyzer(
                TestConfiguration.SHIPPED,
                new Session(
                        "s",
                        SessionSpec.of(App.of("com.shop.example")),
                        AT,
                        Optional.empty(),
                        Session.State.COMPLETE,
                        new byte[32],
                        Optional.empty()));
    }

    private static Flow flow(Sample sample) {
        List<Header> headers = new ArrayList<>(sample.headers());
        headers.add(new Header("Host", sample.address().getHost()));
        return new Flow(
                0,
                0,
                "https",
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server(sample.address().getHost(), 443, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(AT),
                Optional.of(new Message(
                        Optional.of(new Head.Request(sample.method(), sample.target(), "HTTP/1.1", headers)),
                        Body.of(sample.body()),
                        List.of(),
                        AT,
                        Optional.of(AT),
                        true)),
                Optional.empty(),
                Outcome.COMPLETE);
    }
}

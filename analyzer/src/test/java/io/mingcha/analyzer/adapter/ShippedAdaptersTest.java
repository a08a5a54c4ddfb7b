package io.mingcha.analyzer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.example.EndpointExamples;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedAdaptersTest {
    private static final List<Endpoint> ALL =
            TestConfiguration.SHIPPED.adapters().all();

    @TestFactory
    Stream<DynamicTest> each_declared_field_of_the_example_is_found_where_the_adapter_says() {
        return ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.id(), () -> {
                    assertThat(endpoint.sample()).isPresent();
                    assertThat(EndpointExamples.contradictions(endpoint, TestConfiguration.SHIPPED))
                            .extracting(Text::en)
                            .isEmpty();
                }));
    }

    @Test
    void there_are_endpoints_of_many_vendors_and_each_says_where_it_is_published() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(60).allSatisfy(e -> {
            assertThat(e.source()).as(e.id()).containsAnyOf("https://", "github.com/");
            assertThat(e.fields()).as(e.id()).isNotEmpty();
        });
    }

    @Test
    void a_limit_that_is_too_low_for_an_example_is_blamed_and_not_its_adapter() {
        Map<String, String> documents = TestConfiguration.documents();
        documents.computeIfPresent("limits.yaml", (name, text) -> text.replaceFirst("depth: 12", "depth: 3"));

        List<Text> contradictions = EndpointExamples.contradictions(Configuration.read(documents));

        assertThat(contradictions)
                .extracting(Text::en)
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("limits.yaml: a limit (depth 3) is too low to open the examples of "));
        assertThat(contradictions.get(0).zh()).startsWith("limits.yaml 中的限制（3 层）过小");
        assertThat(EndpointExamples.contradictions(TestConfiguration.SHIPPED)).isEmpty();
    }
}

package io.mingcha.analyzer.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Changes;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedExamplesTest {
    private static final Path FOLDER = Path.of("..", "config", "examples");

    @TestFactory
    Stream<DynamicTest> every_example_is_as_it_says() throws IOException {
        return shipped().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.rule() + (e.fires() ? " fires " : " is spared ") + e.place(),
                        () -> assertThat(e.contradiction(TestConfiguration.SHIPPED)
                                        .map(t -> t.in(Language.EN)))
                                .isEmpty()));
    }

    @Test
    void every_rule_has_an_example_that_fires_and_one_that_is_spared() throws IOException {
        List<String> rules =
                TestConfiguration.SHIPPED.rules().rules().stream().map(Rule::id).toList();

        assertThat(rules).hasSizeGreaterThanOrEqualTo(95);
        assertThat(rulesOf(Example::fires)).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(rulesOf(e -> !e.fires())).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(shipped()).hasSizeGreaterThanOrEqualTo(270);
    }

    @ParameterizedTest
    @ValueSource(strings = {"writing-rules.md", "writing-rules.zh.md"})
    void the_rule_that_the_manual_writes_is_as_its_examples_say(String manual) throws IOException {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", manual)))
                .results()
                .map(m -> m.group(1).stripIndent())
                .toList();
        Configuration configuration = Configuration.read(
                TestConfiguration.documents(),
                new Changes("mine", Map.of("rules.yaml", block(blocks, "rules:\n  - id: MINE-01"))));

        List<Example> examples = Examples.parse("mine.yaml", block(blocks, "- rule: MINE-01"), configuration);

        assertThat(examples)
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.contradiction(configuration)).isEmpty());
    }

    private static String block(List<String> blocks, String first) {
        return blocks.stream().filter(b -> b.startsWith(first)).findFirst().orElseThrow();
    }

    private static Set<String> rulesOf(Predicate<Example> which) throws IOException {
        return shipped().stream().filter(which).map(Example::rule).collect(Collectors.toSet());
    }

    private static List<Example> shipped() throws IOException {
        List<Example> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                all.addAll(Examples.parse(
                        file.getFileName().toString(), Files.readString(file), TestConfiguration.SHIPPED));
            }
        }
        return all;
    }
}

package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.MarkerKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyDocumentedTest {
    private static final Pattern NAME = Pattern.compile("`([a-z]+\\.[a-zK_]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"writing-rules.md", "writing-rules.zh.md"})
    void every_fact_stands_in_the_table_and_nothing_else_does(String manual) throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("..", "docs", manual)).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(names -> NAME.matcher(names).results().map((MatchResult m) -> m.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> facts = new Facts(Map.of(), Map.of())
                .all().stream()
                        .map(Fact::name)
                        .map(VocabularyDocumentedTest::withoutKind)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(facts);
    }

    private static String withoutKind(String fact) {
        int point = fact.indexOf('.');
        boolean ofMarker = List.of("since", "until", "happened").contains(fact.substring(0, point))
                && MarkerKinds.all().contains(fact.substring(point + 1));
        return ofMarker ? fact.substring(0, point) + ".K" : fact;
    }
}

package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.policy.Draft;
import io.mingcha.analyzer.policy.Drafting;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.policy.PolicyFile;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists of recipients in forms of their own, by makers that nobody knows; from 50 on what only looks like one. Beside each
 * stands all that it says.
 */
class DeclareLayoutsTest {
    private static final Path LAYOUTS = Path.of("src", "test", "resources", "layouts");

    @TempDir
    static Path folder;

    private static Configuration configuration;

    @BeforeAll
    static void configuration() {
        configuration = new Context(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        folder,
                        Language.EN,
                        Main::run)
                .configuration();
    }

    static Stream<String> layouts() throws IOException {
        try (Stream<Path> files = Files.list(LAYOUTS)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(".rows"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void a_list_says_what_its_form_says_and_no_more(String layout) throws IOException {
        Set<String> said =
                new TreeSet<>(Files.readAllLines(LAYOUTS.resolve(layout.replaceFirst("\\.[a-z]+$", ".rows"))));
        Draft draft = Drafting.of(
                PolicyFile.read(LAYOUTS.resolve(layout)),
                configuration.policyWords(),
                configuration.catalogue().recipients());
        assertThat(DraftRows.of(draft)).containsExactlyElementsOf(said);
    }
}

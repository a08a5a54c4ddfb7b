package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualsTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern ROW = Pattern.compile("^\\| (`.+?`)(?: \\|| ?[:：])", Pattern.MULTILINE);

    private static final Pattern SECTION = Pattern.compile("^(#+) ", Pattern.MULTILINE);
    private static final Pattern ITEM = Pattern.compile("^ *(\\d\\.|\\*) ", Pattern.MULTILINE);
    /** The numbers of a row of a table, behind what it is of. */
    private static final Pattern MEASURED = Pattern.compile("^\\|[^|]+\\|([ \\d./|–]+)\\|$", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"writing-rules", "recipes", "adapters"})
    void tutorials_show_the_same_documents_and_keys_in_both_languages(String page) throws IOException {
        Path docs = Command.home().resolve("docs");
        String english = Files.readString(docs.resolve(page + ".md"));
        String chinese = Files.readString(docs.resolve(page + ".zh.md"));

        assertThat(documents(english)).isNotEmpty().isEqualTo(documents(chinese));
        assertThat(all(ROW, english)).isNotEmpty().hasSameSizeAs(all(ROW, chinese));
    }

    @Test
    void how_to_change_the_configuration_is_shown_by_the_same_documents_in_both_languages() throws IOException {
        Path docs = Command.home().resolve("docs");

        assertThat(documents(Files.readString(docs.resolve("config.zh.md"))))
                .hasSizeGreaterThan(1)
                .isEqualTo(documents(Files.readString(docs.resolve("config.md"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent", "declare", "devices", "interception", "phones"})
    void pages_say_the_same_in_both_languages(String page) throws IOException {
        Path docs = Command.home().resolve("docs");
        String english = Files.readString(docs.resolve(page + ".md"));
        String chinese = Files.readString(docs.resolve(page + ".zh.md"));

        assertThat(all(SECTION, english)).isNotEmpty().hasSameSizeAs(all(SECTION, chinese));
        assertThat(all(ITEM, english)).isNotEmpty().hasSameSizeAs(all(ITEM, chinese));
        assertThat(all(MEASURED, english)).isEqualTo(all(MEASURED, chinese));
        assertThat(Set.copyOf(all(CODE, english))).isNotEmpty().isEqualTo(Set.copyOf(all(CODE, chinese)));
    }

    @Test
    void every_link_between_the_pages_leads_somewhere() throws IOException {
        Path home = Command.home();
        List<Path> pages = new ArrayList<>(List.of(home.resolve("README.md"), home.resolve("README.zh.md")));
        try (Stream<Path> docs = Files.list(home.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            for (String link : all(LINK, Files.readString(page))) {
                if (!Files.exists(page.resolveSibling(link))) {
                    broken.add(page.getFileName() + " -> " + link);
                }
            }
        }

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    /** Without comments, which are in the language of the page. */
    private static List<String> documents(String page) {
        return all(BLOCK, page).stream()
                .map(text -> text.replaceAll("(?m) +# .*$", ""))
                .toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}

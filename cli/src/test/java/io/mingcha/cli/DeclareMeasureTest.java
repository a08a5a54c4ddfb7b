package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.policy.Drafting;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.policy.PolicyFile;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of what policies say is read right: invented ones of different make, three of which nothing was mended for. */
class DeclareMeasureTest {
    private static final Path POLICIES = Path.of("src", "test", "resources", "policies");

    @TempDir
    Path folder;

    @Test
    void at_least_nine_of_ten_rows_are_right_and_nine_of_ten_are_found() throws IOException {
        Configuration configuration = new Context(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        folder,
                        Language.EN,
                        Main::run)
                .configuration();
        int right = 0;
        int read = 0;
        int said = 0;
        List<String> amiss = new ArrayList<>();
        for (Path policy : policies()) {
            String name = String.valueOf(policy.getFileName()).replaceFirst("\\..*", "");
            Set<String> expected = new TreeSet<>(Files.readAllLines(POLICIES.resolve(name + ".rows")));
            Set<String> found = DraftRows.of(Drafting.of(
                    PolicyFile.read(policy),
                    configuration.policyWords(),
                    configuration.catalogue().recipients()));
            for (String row : found) {
                right += expected.contains(row) ? 1 : 0;
                if (!expected.contains(row)) {
                    amiss.add(name + " wrong: " + row);
                }
            }
            expected.stream().filter(row -> !found.contains(row)).forEach(row -> amiss.add(name + " missed: " + row));
            read += found.size();
            said += expected.size();
        }
        String rates = "%d said, %d read, %d right: precision %.3f, recall %.3f"
                .formatted(said, read, right, (double) right / read, (double) right / said);
        assertThat((double) right / read)
                .as(rates + "\n" + String.join("\n", amiss))
                .isGreaterThanOrEqualTo(0.9);
        assertThat((double) right / said)
                .as(rates + "\n" + String.join("\n", amiss))
                .isGreaterThanOrEqualTo(0.9);
    }

    /** Those called PDF are made into one first. */
    private List<Path> policies() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(POLICIES)) {
            for (Path file :
                    files.filter(f -> !f.toString().endsWith(".rows")).sorted().toList()) {
                if (file.toString().contains("-pdf")) {
                    Path pdf = folder.resolve(String.valueOf(file.getFileName()).replace(".txt", ".pdf"));
                    Files.write(pdf, WrittenPdf.of(Files.readString(file)));
                    all.add(pdf);
                } else {
                    all.add(file);
                }
            }
        }
        assertThat(all).hasSize(30);
        return all;
    }
}

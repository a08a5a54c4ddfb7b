package io.mingcha.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String DOCUMENT = """
            # Fast
            <!-- measured: begin, traffic, written by scripts/bench -->
            of yesterday
            <!-- measured: end -->
            said by hand
            <!-- measured: begin, live, written by scripts/bench -->
            <!-- measured: end -->
            the end
            """;

    @TempDir
    Path folder;

    private record Made(String part) implements Report {
        @Override
        public List<String> tables() {
            return List.of("| new |");
        }

        @Override
        public List<Floor> floors() {
            return List.of(new Floor("at least 5", "4", false), new Floor("at most 5", "4", true));
        }
    }

    @Test
    void a_part_of_the_document_is_written_and_the_others_are_left() throws IOException {
        Path document = Files.writeString(folder.resolve("fast.md"), DOCUMENT);
        new Made("live").writeTo(document, List.of("2 cores"));
        assertThat(document).hasContent("""
                # Fast
                <!-- measured: begin, traffic, written by scripts/bench -->
                of yesterday
                <!-- measured: end -->
                said by hand
                <!-- measured: begin, live, written by scripts/bench -->
                2 cores \s

                | new |

                ```
                FAIL  at least 5: 4
                pass  at most 5: 4
                ```
                <!-- measured: end -->
                the end
                """);
    }

    @Test
    void a_document_without_the_part_is_left_alone() throws IOException {
        Path document = Files.writeString(folder.resolve("fast.md"), DOCUMENT);
        assertThatThrownBy(() -> new Made("analysis").writeTo(document, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no marks for what is measured of analysis");
        assertThat(document).hasContent(DOCUMENT);
    }
}

package io.mingcha.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchViewTest {
    private static final BatchView VIEW = new BatchView(
            3,
            12,
            Optional.of(Duration.ofMinutes(65)),
            List.of(
                    new BatchView.Doing(
                            "R5CT10ABCDE",
                            Optional.of("plans/贷款.yaml/accept#2"),
                            Duration.ofSeconds(83),
                            Text.of("点击 “同意并继续使用全部功能”", "tap “Agree”")),
                    new BatchView.Doing("browser", Optional.empty(), Duration.ZERO, Text.same(""))));

    @Test
    void a_terminal_shows_a_bar_the_time_left_and_what_each_device_does() {
        assertThat(VIEW.lines(new TerminalBlock.Size(100, 24), Language.EN))
                .containsExactly(
                        "[██████··················] 3/12, about 1 h 5 min left",
                        "R5CT10ABCDE  1:23    plans/贷款.yaml/accept#2 · tap “Agree”",
                        "browser      idle");
        assertThat(VIEW.lines(new TerminalBlock.Size(100, 24), Language.ZH).get(0))
                .isEqualTo("[██████··················] 3/12，约余 1 小时 5 分");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 33, 40, 41, 50, 64, 80})
    void no_line_is_wider_than_the_terminal_whatever_the_language(int columns) {
        for (Language language : Language.values()) {
            assertThat(VIEW.lines(new TerminalBlock.Size(columns, 24), language))
                    .allSatisfy(line -> assertThat(Cells.width(line)).as(line).isLessThan(columns));
        }
    }

    @Test
    void more_devices_than_rows_are_counted() {
        List<BatchView.Doing> many = IntStream.range(0, 40)
                .mapToObj(i -> new BatchView.Doing("phone-" + i, Optional.empty(), Duration.ZERO, Text.same("")))
                .toList();

        List<String> lines =
                new BatchView(0, 40, Optional.empty(), many).lines(new TerminalBlock.Size(80, 10), Language.EN);

        assertThat(lines).hasSize(9).last().isEqualTo("… and 33 more");
        assertThat(lines.get(0)).isEqualTo("[························] 0/40");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc    | 3 | 3 | abc",
                "abcd   | 4 | 3 | ab…",
                "同意   | 4 | 4 | 同意",
                "同意   | 4 | 3 | 同…",
                "同意   | 4 | 2 | …",
                "“好”！ | 6 | 5 | “好”…",
                "é      | 1 | 1 | é",
                "😀     | 2 | 1 | …",
            })
    void chinese_takes_two_cells_a_letter(String text, int width, int room, String cut) {
        assertThat(Cells.width(text)).isEqualTo(width);
        assertThat(Cells.cut(text, room)).isEqualTo(cut);
        assertThat(Cells.width(Cells.fit(text, room))).isEqualTo(room);
    }

    @Test
    void a_block_is_drawn_anew_in_its_place_and_lines_go_by_above_it() {
        StringWriter out = new StringWriter();
        TerminalBlock block = new TerminalBlock(new PrintWriter(out));

        block.show(List.of("a", "b"));
        block.above("done", List.of("c"));
        block.clear();
        block.clear();

        assertThat(out.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("a\nb\n\r\u001B[2A\u001B[Jdone\nc\n\r\u001B[1A\u001B[J");
    }
}

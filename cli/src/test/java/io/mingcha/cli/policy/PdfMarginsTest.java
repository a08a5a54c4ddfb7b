package io.mingcha.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.policy.PdfText.Line;
import io.mingcha.cli.policy.PdfText.Piece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfMarginsTest {
    @Test
    void what_a_printer_adds_to_every_page_is_no_line_of_the_policy() {
        assertThat(within(
                        List.of("11/29/26, 6:08 PM", "云雀推送SDK", "收集信息：IMEI", "file.html 1/3"),
                        List.of("11/29/26, 6:08 PM", "设备型号", "松雀统计SDK", "file.html 2/3"),
                        List.of("11/29/26, 6:09 PM", "收集信息：OAID", "第三节", "file.html 3/3")))
                .containsExactly("11/29/26, 6:08 PM", "云雀推送SDK", "收集信息：IMEI", "设备型号", "松雀统计SDK", "收集信息：OAID", "第三节");
    }

    @Test
    void a_title_and_a_number_below_it_are_both_of_the_margin() {
        assertThat(within(List.of("云雀隐私政策", "第1页", "正文一"), List.of("云雀隐私政策", "第2页", "正文二")))
                .containsExactly("云雀隐私政策", "第1页", "正文一", "正文二");
    }

    @Test
    void lines_that_differ_stay_and_so_does_all_of_a_single_page() {
        assertThat(within(List.of("我们收集手机号。", "终"), List.of("我们收集邮箱。", "末")))
                .containsExactly("我们收集手机号。", "终", "我们收集邮箱。", "末");
        assertThat(within(List.of("2026", "正文", "1"))).containsExactly("2026", "正文", "1");
    }

    @SafeVarargs
    private static List<String> within(List<String>... pages) {
        PdfMargins margins = new PdfMargins();
        List<Line> all = new ArrayList<>();
        for (List<String> page : pages) {
            List<Line> lines = new ArrayList<>();
            for (String words : page) {
                lines.add(new Line(10 * lines.size(), List.of(new Piece(50, 400, words))));
            }
            margins.page(lines);
            all.addAll(lines);
        }
        return margins.without(all).stream()
                .map(line -> line.pieces().get(0).words())
                .toList();
    }
}

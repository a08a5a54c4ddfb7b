package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a policy to a draft, and from the draft to a report that says what it rests on. */
class DeclareTest {
    private static final String POLICY = """
            <html><body><p>登录时我们会收集您的手机号码，用于创建账号。我们不会收集您的通讯录。</p>
            <table><tr><th>SDK名称</th><th>收集信息</th><th>目的</th><th>链接</th></tr>
            <tr><td>白鹭SDK "x": {</td><td>IMEI</td><td>统计</td><td>https://bailu.example/p</td></tr></table></body></html>
            """;

    @TempDir
    Path folder;

    private Command.Result mingcha(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    @Test
    void each_row_of_the_draft_stands_under_the_sentence_that_says_it() throws IOException {
        Files.writeString(folder.resolve("policy.html"), POLICY);
        Command.Result result = mingcha(
                "declare", "policy.html", "--out", "d.yaml", "--text", "p.txt", "--package", "a.b", "--lang", "zh");

        assertThat(result.code()).as(result.err()).isEqualTo(Exit.NOTHING_FOUND);
        String draft = Files.readString(folder.resolve("d.yaml"));
        String text = Files.readString(folder.resolve("p.txt"));
        String sentence = "登录时我们会收集您的手机号码，用于创建账号。";
        assertThat(draft)
                .contains(
                        "status: draft",
                        "# 原文 @" + text.indexOf(sentence) + "+" + sentence.length() + ": " + sentence + "\n"
                                + "    - {type: phone_number, purpose: \"创建账号\"}",
                        "# 链接：https://bailu.example/p\n    - {type: imei, purpose: \"统计\", recipients: [",
                        "# 声明不收集 contacts");
    }

    @Test
    void a_report_on_a_draft_says_in_every_form_that_nobody_has_checked_it() throws IOException {
        Files.writeString(folder.resolve("policy.html"), POLICY);
        mingcha("declare", "policy.html", "--out", "d.yaml");
        Files.writeString(
                folder.resolve("a.har"),
                new HarText().get("2026-11-25T10:00:00Z", "https://a.example/1").text());

        for (String format : new String[] {"text", "json", "html"}) {
            String[] analyze = {"analyze", "a.har", "--session", "d.yaml", "--format", format, "--lang", "en"};
            assertThat(mingcha(analyze).out()).as(format).contains("nobody has checked it (status: draft)");
            String[] campaign = {
                "report", "a.har", "--campaign", "--session", "d.yaml", "--format", format, "--lang", "en"
            };
            assertThat(mingcha(campaign).out()).as(format).contains("nobody has checked it (status: draft)");
        }
        assertThat(mingcha("compare", "a.har", "a.har", "--session", "d.yaml", "--lang", "en")
                        .out())
                .contains("nobody has checked it (status: draft)");
        Files.writeString(
                folder.resolve("d.yaml"),
                Files.readString(folder.resolve("d.yaml")).replace("status: draft", "status: accepted"));
        assertThat(mingcha("analyze", "a.har", "--session", "d.yaml", "--lang", "en")
                        .out())
                .doesNotContain("nobody has checked it");
    }

    @Test
    void cells_of_a_pdf_are_told_by_the_lines_between_them_whatever_is_merged_or_wrapped() throws IOException {
        Files.write(
                folder.resolve("p.pdf"),
                WrittenPdf.ruled(List.of(
                        "SDK名称\t公司名称\t使用情况\t<",
                        "^\t^\t使用目的\t收集个人/信息类型",
                        "白鹭/SDK\t白鹭科技/有限公司\t定位\t精确位置、/IMEI",
                        "^\t^\t⻛控\tOAID",
                        "友盟统计SDK\t友盟同欣（北京）/科技有限公司\t统计\tAndroid/ID")));
        Command.Result result = mingcha("declare", "p.pdf", "--text", "p.txt", "--lang", "zh");

        assertThat(result.code()).as(result.err()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(result.out().lines().filter(line -> line.contains("type: ")).map(String::strip))
                .containsExactly(
                        "- {type: precise_location, purpose: \"定位\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}",
                        "- {type: imei, purpose: \"定位\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}",
                        "- {type: oaid, purpose: \"风控\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}",
                        "- {type: android_id, purpose: \"统计\", recipients: [\"umeng-analytics\"]}");
    }

    @Test
    void a_joining_word_within_the_name_of_a_company_parts_nothing() throws IOException {
        Files.writeString(
                folder.resolve("p.html"),
                "<p>我们接入了极光推送SDK（深圳市和讯华谷信息技术有限公司），用于消息推送，会收集OAID。" + "我们会将手机号提供给甲乙科技有限公司和丙丁科技有限公司，用于配送。</p>");

        assertThat(mingcha("declare", "p.html", "--lang", "zh").out())
                .contains("{type: oaid, purpose: \"消息推送\", recipients: [\"jpush\"]}")
                .contains("recipients: [\"甲乙科技有限公司\", \"丙丁科技有限公司\"]}");
    }

    @Test
    void what_cannot_be_read_is_said_with_a_remedy() throws IOException {
        Files.write(folder.resolve("p.pdf"), "%PDF-1.4 broken".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("p.docx"), "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("p.txt"), "hello");

        assertThat(mingcha("declare", "p.pdf", "--lang", "en").err()).contains("The PDF cannot be read");
        assertThat(mingcha("declare", "p.docx", "--lang", "en").err()).contains("This format cannot be read");
        assertThat(mingcha("declare", "p.txt", "--lang", "en").err()).contains("Nothing in it says what is collected");
    }
}

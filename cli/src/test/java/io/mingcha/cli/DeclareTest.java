package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.charset.Charset;
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

    private static final Charset GB18030 = Charset.forName("GB18030");

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

    private String drafted(String file, String policy) throws IOException {
        Files.writeString(folder.resolve(file), policy);
        Command.Result result = mingcha("declare", file, "--out", "d.yaml", "--package", "a.b", "--lang", "zh");
        assertThat(result.code()).as(result.err()).isEqualTo(Exit.NOTHING_FOUND);
        return Files.readString(folder.resolve("d.yaml"));
    }

    @Test
    void a_cell_over_two_columns_says_nothing_of_its_own_in_the_second() throws IOException {
        assertThat(drafted("policy.html", """
                        <html><body><table>
                        <tr><th>SDK名称</th><th>收集个人信息类型</th><th>收集频率</th><th>使用场景</th></tr>
                        <tr><td>白鹭SDK</td><td>IMEI</td><td>启动时</td><td>推送</td></tr>
                        <tr><td>苍鹭SDK</td><td colspan=2>OAID</td><td>广告</td></tr></table></body></html>
                        """))
                .contains(
                        "- {type: imei, recipients: [\"白鹭SDK\"], scenes: [\"推送\"], frequency: \"启动时\"}",
                        "- {type: oaid, recipients: [\"苍鹭SDK\"], scenes: [\"广告\"]}");
    }

    @Test
    void in_an_upright_table_each_column_has_the_recipient_that_stands_in_it() throws IOException {
        assertThat(drafted("policy.html", """
                        <html><body><table>
                        <tr><td>业务功能</td><td>打车</td><td>支付</td><td>代驾</td></tr>
                        <tr><td>收集的个人信息</td><td>行踪轨迹</td><td>银行卡号</td><td>驾驶证信息</td></tr>
                        <tr><td>第三方</td><td>无</td><td>白鹭支付有限公司</td><td>无</td></tr></table></body></html>
                        """))
                .contains(
                        "- {type: movement_track, scenes: [\"打车\"]}",
                        "- {type: bank_card, recipients: [\"白鹭支付有限公司\"], scenes: [\"支付\"]}",
                        "- {type: driver_licence, scenes: [\"代驾\"]}");
    }

    @Test
    void what_is_part_of_a_name_is_no_frequency_and_who_is_spoken_of_again_is_no_other() throws IOException {
        assertThat(drafted("policy.html", """
                        <html><body><p>我们接入了个推SDK（每日互动股份有限公司提供），该SDK会收集您的OAID，用于向您推送消息。</p>
                        <p>我们使用了TalkingData、友盟统计SDK来分析，这些SDK会收集您的Android ID，每日一次。</p>
                        <p>本应用在播放视频时会读取您的IMEI，用于为您推荐内容。</p></body></html>
                        """))
                .contains(
                        "- {type: oaid, purpose: \"向您推送消息\", recipients: [\"getui\"]}",
                        "- {type: imei, purpose: \"为您推荐内容\"")
                .containsPattern("type: android_id, .*recipients: \\[\"talkingdata[^\"]*\", \"umeng-analytics\"\\]")
                .doesNotContain("接收方：这些", "video_media");
    }

    @Test
    void a_name_that_one_service_has_alone_and_another_beside_more_means_both() throws IOException {
        String draft = drafted("policy.html", """
                <html><body><table><tr><th>SDK名称</th><th>收集信息</th></tr>
                <tr><td>穿山甲SDK</td><td>OAID</td></tr><tr><td>友盟统计SDK</td><td>IMEI</td></tr></table></body></html>
                """);

        assertThat(draft)
                .contains(
                        "{type: oaid, recipients: [\"pangle-cn\", \"pangle-cn-legacy\"]}",
                        "{type: imei, recipients: [\"umeng-analytics\"]}");
    }

    @Test
    void same_as_above_is_the_cell_above_and_what_stands_behind_it_besides() throws IOException {
        assertThat(drafted("policy.html", """
                        <html><body><table><tr><th>SDK名称</th><th>收集信息</th><th>目的</th></tr>
                        <tr><td>白鹭SDK</td><td>IMEI</td><td>统计</td></tr><tr><td>苍鹭SDK</td><td>同上</td><td>同上。</td></tr>
                        <tr><td>夜鹭SDK</td><td>同上，OAID</td><td>推送</td></tr><tr><td>池鹭SDK</td><td>同上级单位名称</td><td>推送</td></tr>
                        </table></body></html>
                        """))
                .contains(
                        "- {type: imei, purpose: \"统计\", recipients: [\"苍鹭SDK\"]}",
                        "- {type: imei, purpose: \"推送\", recipients: [\"夜鹭SDK\"]}",
                        "- {type: oaid, purpose: \"推送\", recipients: [\"夜鹭SDK\"]}");
    }

    @Test
    void what_never_leaves_the_device_is_told_and_not_declared() throws IOException {
        String draft = drafted("policy.html", """
                <html><body><p>我们会收集您的手机号，步数仅在您的手机本地处理。</p>
                <p>我们会读取剪贴板内容以识别口令，但不会上传该内容。</p>
                <p>若您通过通讯录添加，我们仅读取您选中的联系人，不会上传您的通讯录。</p>
                <p>我们会收集OAID，不会上传至境外。我们会收集IMEI，不会上传您的短信。我们仅读取本地相册中您选择的照片。</p>
                <p>我们会收集您的车牌号，未经您同意不会上传。</p>
                <table><tr><th>功能</th><th>收集的个人信息</th></tr>
                <tr><td>登录</td><td>人脸信息、指纹（仅在设备本地比对，我们不会收集）</td></tr></table></body></html>
                """);

        assertThat(draft)
                .contains(
                        "{type: phone_number",
                        "{type: licence_plate",
                        "{type: oaid",
                        "{type: imei",
                        "{type: face_image",
                        "{type: photos")
                .contains(
                        "# 声明只在本机处理、不上传（不算已声明的收集） sensor_data",
                        "# 声明只在本机处理、不上传（不算已声明的收集） clipboard",
                        "# 声明只在本机处理、不上传（不算已声明的收集） fingerprint_bio",
                        "不上传（不算已声明的收集） contacts",
                        "# 声明不收集 sms")
                .doesNotContain(
                        "{type: sensor_data",
                        "{type: clipboard",
                        "{type: fingerprint_bio",
                        "{type: contacts",
                        "{type: sms");
    }

    @Test
    void a_kind_of_recipient_is_one_as_it_is_written_and_nobody_in_particular() throws IOException {
        String draft = drafted("policy.html", """
                <html><body><p>我们会将收货地址提供给合作药房（如百草例大药房）和快递公司（如顺丰、京东物流），用于配送。</p>
                <p>我们会向征信机构、合作银行提供您的收入。我们会向您提供您的交易记录。</p>
                <p>We share your user ID with our payment processors. We share your gender with you to show it.</p>
                <table><tr><th>第三方名称</th><th>收集信息</th></tr><tr><td>支付机构（如支付宝）</td><td>银行卡号</td></tr></table></body></html>
                """);

        assertThat(draft)
                .contains(
                        "{type: recipient_info, purpose: \"配送\", recipients: [\"合作药房（如百草例大药房）\", \"快递公司（如顺丰、京东物流）\"]}",
                        "{type: income, recipients: [\"征信机构\", \"合作银行\"]}",
                        "{type: user_id_app, recipients: [\"payment processors\"]}",
                        "{type: bank_card, recipients: [\"支付机构（如支付宝）\"]}")
                .doesNotContain("credit_info", "recipients: [\"you");
    }

    @Test
    void a_company_and_its_product_are_the_recipient_whatever_word_stands_behind() throws IOException {
        String draft = drafted("policy.html", """
                <html><body><p>We use Google Firebase for analytics, which collects your IP address. You use AppsFlyer to see your gender if we collect it.</p>
                <p>崩溃分析使用腾讯Bugly，收集崩溃日志。您使用支付宝付款时，我们会收集订单信息。</p>
                <table><tr><th>SDK名称</th><th>公司</th><th>收集信息</th></tr>
                <tr><td>高德定位SDK</td><td>高德软件有限公司</td><td>经纬度</td></tr><tr><td>个推推送SDK</td><td>-</td><td>OAID</td></tr>
                <tr><td>华为优品SDK</td><td>-</td><td>IMEI</td></tr></table></body></html>
                """);

        assertThat(draft)
                .containsPattern("type: ip_address, .*\"google-crashlytics\".*\"google-firebase-analytics\"")
                .doesNotContain("google-ads", "appsflyer", "\"alipay")
                .contains(
                        "{type: app_usage_log, recipients: [\"tencent-bugly\"]}",
                        "{type: precise_location, recipients: [\"amap-maps\"]}",
                        "{type: oaid, recipients: [\"getui-push\"]}",
                        "{type: imei, recipients: [\"华为优品SDK\"]}");
    }

    @Test
    void what_is_given_on_is_collected_too_and_what_may_happen_is_declared() throws IOException {
        String draft = drafted("policy.html", """
                <html><body><p>您需提供姓名进行认证，我们会将上述信息提交至国家例认证系统。</p>
                <p>我们会收集您的车牌号。上述信息将提供给公安机关。我们会收集您的学号。我们不会将上述信息提供给白鹭公司。</p>
                <p>通话可能会被录音。我们可能会调用您的相册。</p></body></html>
                """);

        assertThat(draft)
                .contains(
                        "{type: person_name}",
                        "{type: person_name, recipients: [\"国家例认证系统\"]}",
                        "{type: licence_plate}",
                        "{type: licence_plate, recipients: [\"公安机关\"]}",
                        "{type: student_no}",
                        "{type: audio_media}",
                        "{type: photos}")
                .doesNotContain("白鹭公司\"]");
    }

    @Test
    void keys_below_a_term_are_of_its_recipient() throws IOException {
        assertThat(drafted("policy.html", """
                        <html><body><dl><dt>白鹭SDK</dt><dd>运营方：白鹭例科技有限公司</dd><dd>收集信息：IMEI</dd><dd>用途：统计</dd>
                        <dt>苍鹭SDK</dt><dd>运营方：苍鹭例科技有限公司</dd><dd>收集信息：OAID</dd></dl></body></html>
                        """))
                .contains(
                        "{type: imei, purpose: \"统计\", recipients: [\"白鹭SDK\", \"白鹭例科技有限公司\"]}",
                        "{type: oaid, recipients: [\"苍鹭SDK\", \"苍鹭例科技有限公司\"]}");
    }

    @Test
    void a_line_that_no_sentence_can_begin_with_goes_on_with_the_one_before() throws IOException {
        assertThat(drafted("policy.txt", """
                        1、SDK名称：白鹭SDK
                        收集信息：位置信息、设备信息
                        （IMEI、Android ID）
                        使用目的：展示附近医院
                        （1）其他说明
                        """))
                .contains("type: imei,", "type: android_id,", "purpose: \"展示附近医院\"")
                .doesNotContain("其他说明\"");
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
    void a_row_of_a_pdf_that_the_end_of_a_page_breaks_is_one() throws IOException {
        List<String> first =
                List.of("SDK名称\t公司名称\t使用目的\t收集信息", "青鸾SDK\t青鸾科技有限公司\t统计\tOAID", "白鹭SDK\t白鹭科技/有限\t定位\t精确位/置、");
        List<String> second = List.of("-\t公司\t和风控\tIMEI", "朱雀SDK\t朱雀科技有限公司\t支付\tMAC地址");
        Files.write(folder.resolve("broken.pdf"), WrittenPdf.ruled(first, second, false));
        Files.write(folder.resolve("end.pdf"), WrittenPdf.ruled(first, second.subList(0, 1), false));
        Files.write(folder.resolve("whole.pdf"), WrittenPdf.ruled(first, second, true));

        assertThat(mingcha("declare", "broken.pdf", "--lang", "zh").out())
                .contains("{type: oaid, purpose: \"统计\", recipients: [\"青鸾SDK\", \"青鸾科技有限公司\"]}")
                .contains("{type: precise_location, purpose: \"定位和风控\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}")
                .contains("{type: imei, purpose: \"定位和风控\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}")
                .contains("{type: mac, purpose: \"支付\", recipients: [\"朱雀SDK\", \"朱雀科技有限公司\"]}");
        assertThat(mingcha("declare", "end.pdf", "--lang", "zh").out())
                .contains("{type: imei, purpose: \"定位和风控\", recipients: [\"白鹭SDK\", \"白鹭科技有限公司\"]}");
        assertThat(mingcha("declare", "whole.pdf", "--lang", "zh").out())
                .contains("{type: precise_location, purpose: \"定位\"")
                .contains("{type: imei, purpose: \"和风控\"");
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
    void a_page_is_read_in_the_charset_that_it_has_whatever_it_names() throws IOException {
        String page = "<html><head><meta charset=\"%s\"></head><body><p>我们会收集您的手机号。</p></body></html>";
        Files.write(folder.resolve("none.html"), "<p>我们会收集您的手机号。</p>".getBytes(GB18030));
        Files.write(folder.resolve("utf.html"), page.formatted("utf-8").getBytes(GB18030));
        Files.write(folder.resolve("gbk.html"), page.formatted("gbk").getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("true.html"), page.formatted("gbk").getBytes(GB18030));
        Files.write(folder.resolve("wide.txt"), "\ufeff我们会收集您的手机号。".getBytes(StandardCharsets.UTF_16LE));

        for (String file : List.of("none.html", "utf.html", "gbk.html", "true.html", "wide.txt")) {
            assertThat(mingcha("declare", file, "--lang", "zh").out()).as(file).contains("{type: phone_number}");
        }
    }

    @Test
    void a_page_that_scripts_fill_and_an_empty_file_say_so() throws IOException {
        Files.writeString(
                folder.resolve("shell.html"),
                "<html><body><noscript>You need to enable JavaScript to run this app.</noscript>"
                        + "<div id=\"app\"></div><script src=\"/app.js\"></script></body></html>");
        Files.writeString(
                folder.resolve("page.html"),
                "<html><script>let a = 1</script><p>我们会收集您的手机号。" + "您可以随时联系我们。".repeat(20));
        Files.writeString(folder.resolve("empty.pdf"), " \n");

        assertThat(mingcha("declare", "shell.html", "--lang", "zh").err()).contains("正文由脚本加载", "另存为 PDF");
        assertThat(mingcha("declare", "shell.html", "--lang", "en").err())
                .contains("scripts load it", "save it as PDF");
        assertThat(mingcha("declare", "page.html", "--lang", "zh").out()).contains("{type: phone_number");
        assertThat(mingcha("declare", "empty.pdf", "--lang", "zh").err()).contains("文件是空的");
        assertThat(mingcha("declare", "empty.pdf", "--lang", "en").err()).contains("The file is empty");
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

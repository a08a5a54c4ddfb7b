package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that published policies have, in made-up words; beside each what only looks like it. */
class DeclareFormsTest {
    @TempDir
    Path folder;

    @Test
    void markdown_is_read_as_the_page_that_it_stands_for() throws IOException {
        assertThat(rows("policy.md", """
                        ---
                        title: 海棠
                        ---
                        # 海棠阅读隐私政策
                        > ## 第三方
                        > **白鹭统计SDK（com.example.heron）**
                        >
                        > **运营方**：白鹭例科技有限公司
                        >
                        > **收集的信息**：[OAID](https://heron.example/oaid)、`IMEI`
                        >
                        | **SDK名称** | 收集信息 |
                        | :--- | --- |
                        | 苍鹭SDK | 设备\\_型号<br>位置信息 |
                        """))
                .containsExactly(
                        "oaid, recipients: [\"白鹭统计SDK\", \"白鹭例科技有限公司\"]",
                        "imei, recipients: [\"白鹭统计SDK\", \"白鹭例科技有限公司\"]",
                        "precise_location, recipients: [\"苍鹭SDK\"]");
    }

    @Test
    void markdown_is_told_without_its_name_and_a_single_sign_makes_none() throws IOException {
        assertThat(rows("policy.txt", """
                        ## 我们收集的信息
                        | **功能** | 收集信息 |
                        | --- | --- |
                        | 登录 | 手机号 |
                        """)).containsExactly("phone_number, scenes: [\"登录\"]");
        assertThat(rows("stars.txt", "我们会收集您的手机号**，用于登录。")).containsExactly("phone_number, purpose: \"登录\"");
    }

    @Test
    void a_line_over_keys_that_tell_a_company_is_the_name_unless_it_only_heads_the_list() throws IOException {
        assertThat(rows("policy.txt", """
                        第三方合作清单
                        公司名称：苍鹭例科技有限公司
                        收集个人信息类型：IMEI

                        白鹭开放平台
                        运营方：白鹭例科技有限公司
                        收集个人信息类型：OAID

                        浏览、录屏及播放SDK
                        运营方：池鹭例科技有限公司
                        收集个人信息类型：IMSI

                        注册登录
                        收集个人信息类型：手机号
                        """))
                .containsExactly(
                        "imei, recipients: [\"苍鹭例科技有限公司\"]",
                        "oaid, recipients: [\"白鹭开放平台\", \"白鹭例科技有限公司\"]",
                        "imsi, recipients: [\"浏览、录屏及播放SDK\", \"池鹭例科技有限公司\"]",
                        "phone_number");
    }

    @Test
    void who_is_known_and_does_the_collecting_receives_unless_it_is_the_app_itself() throws IOException {
        assertThat(rows("policy.txt", """
                        微信隐私保护指引
                        当您使用微信服务时，微信会收集您的昵称。当您使用微信服务付款时，财付通会收集您的姓名，支付宝公司还会收集您的银行卡号。
                        日志会收集您的操作记录。
                        """))
                .containsExactly(
                        "avatar_nickname, scenes: [\"使用微信服务\"]",
                        "person_name, recipients: [\"tencent-wechat-pay\"], scenes: [\"使用微信服务付款\"]",
                        "bank_card, recipients: [\"alipay\"], scenes: [\"使用微信服务付款\"]",
                        "app_usage_log");
    }

    @Test
    void english_sentences_name_who_collects_who_it_is_shared_with_and_by_whom_it_is_processed() throws IOException {
        assertThat(rows("policy.txt", """
                        Heron Privacy Policy
                        Heron collects your name. Zendesk receives your email address. The Acmetric SDK may collect your IP address.
                        Your phone number is shared with Braze and Leanplum. Your crash logs are processed by Sentry.
                        We share your gender with Mailchimp and your age with Meta.
                        Users provide their date of birth.
                        """))
                .contains(
                        "person_name",
                        "email, recipients: [\"zendesk\"]",
                        "ip_address, recipients: [\"Acmetric SDK\"]",
                        "app_usage_log, recipients: [\"sentry\"]",
                        "gender, recipients: [\"mailchimp\"]",
                        "birthday")
                .anyMatch(row -> row.startsWith("age, recipients: [\"meta\"]"))
                .anyMatch(row -> row.matches("phone_number, recipients: \\[\"braze\", \"[Ll]eanplum\"]"));
    }

    @Test
    void a_word_for_whom_was_named_before_means_him_and_the_same_sign_in_another_word_does_not() throws IOException {
        assertThat(rows("policy.txt", """
                        一、我们接入了白鹭SDK。其会收集您的OAID。
                        二、其他信息由您填写，我们会收集您的性别。
                        三、我们接入了苍鹭SDK。
                        四、该第三方会收集您的IMEI。
                        五、We work with the Egret SDK. They receive your gender. You may edit it, and we collect your age.
                        """))
                .contains(
                        "oaid, recipients: [\"白鹭SDK\"]",
                        "gender",
                        "imei, recipients: [\"苍鹭SDK\"]",
                        "gender, recipients: [\"Egret SDK\"]");
    }

    @Test
    void same_as_an_item_is_that_item_wherever_it_stands_in_the_cell() throws IOException {
        assertThat(rows("policy.html", """
                        <table><tr><th>序号</th><th>SDK名称</th><th>收集信息</th></tr><tr><td>1</td><td>白鹭SDK</td><td>IMEI</td></tr>
                        <tr><td>2</td><td>苍鹭SDK</td><td>OAID</td></tr><tr><td>3</td><td>池鹭SDK</td><td>手机号、同第1项</td></tr>
                        <tr><td>4</td><td>夜鹭SDK</td><td>同第二项</td></tr><tr><td>5</td><td>岩鹭SDK</td><td>同第9项</td></tr></table>
                        """))
                .containsExactly(
                        "imei, recipients: [\"白鹭SDK\"]",
                        "oaid, recipients: [\"苍鹭SDK\"]",
                        "imei, recipients: [\"池鹭SDK\"]",
                        "phone_number, recipients: [\"池鹭SDK\"]",
                        "oaid, recipients: [\"夜鹭SDK\"]");
    }

    @Test
    void a_company_in_full_is_nobodys_kind_and_two_of_them_are_two() throws IOException {
        assertThat(rows("policy.html", """
                        <table><tr><th>第三方名称</th><th>收集信息</th></tr><tr><td>财付通支付科技有限公司</td><td>IP地址</td></tr></table>
                        <p>我们会将您的IMEI共享给白鹭例科技有限公司/苍鹭例科技有限公司，用于推荐。</p>
                        <p>We may share limited data such as your age.</p>
                        """))
                .contains("imei, purpose: \"推荐\", recipients: [\"白鹭例科技有限公司\", \"苍鹭例科技有限公司\"]", "age")
                .doesNotContain("ip_address, recipients: [\"财付通支付科技有限公司\"]");
    }

    @Test
    void things_and_users_receive_nothing() throws IOException {
        assertThat(rows("policy.txt", """
                        您可以将所安装的应用分享给好友，我们会访问您的应用列表。
                        我们只会共享必要的个人信息，例如您的性别。
                        我们会向您发送短信。我们会将您的年龄提供给合作医院。
                        """)).containsExactly("app_list", "gender", "age, recipients: [\"合作医院\"]");
    }

    @Test
    void a_table_of_recipients_with_sentences_about_each_is_read_as_such() throws IOException {
        assertThat(rows("policy.html", """
                        <table><tr><td>Category of recipients</td><td>Description</td></tr>
                        <tr><td>Couriers</td><td>We tell the courier your name. Drivers see your phone number.</td></tr>
                        <tr><td>Hosting</td><td>Your IP address is stored.</td></tr></table>
                        <table><tr><td>Name</td><td>Description</td></tr><tr><td>Login</td><td>We collect your age.</td></tr></table>
                        """))
                .containsExactly(
                        "person_name, recipients: [\"Couriers\"]",
                        "phone_number, recipients: [\"Couriers\"]",
                        "ip_address, recipients: [\"Hosting\"]",
                        "age");
    }

    @Test
    void what_stands_under_a_heading_of_collecting_is_collected_if_it_is_enumerated() throws IOException {
        assertThat(rows("policy.html", """
                        <h2>我们收集的信息</h2><p>注册资料：例如昵称、地址。</p><p>性别属于一般信息</p>
                        <h2>我们如何保护您的信息</h2><p>加密资料：例如银行卡号。</p>
                        """)).containsExactly("avatar_nickname", "address");
    }

    @Test
    void a_short_word_counts_only_as_an_item_and_a_value_is_no_data() throws IOException {
        assertThat(rows("policy.txt", """
                        We collect your name, address and phone. We collect the name of the file.
                        我们会收集您的性别（统一社会信用代码：91110108600003937H）。我们会收集微信账号的昵称和服务器地址。
                        天气、视频：当您查看天气时，我们会收集您的经纬度。
                        """))
                .containsExactly(
                        "person_name",
                        "address",
                        "phone_number",
                        "gender",
                        "avatar_nickname",
                        "precise_location, scenes: [\"查看天气\"]");
    }

    @Test
    void a_bare_negation_reaches_its_verb_and_no_further() throws IOException {
        assertThat(rows("policy.txt", """
                        我们不会（也无法）收集您的银行卡号。我们不会扫描您的相册。
                        如不登录，将无法为您展示订单，我们会收集您的OAID。
                        获取的位置信息用于后台记录，数据仅存储在设备本地。
                        """)).containsExactly("oaid");
    }

    @Test
    void a_brand_that_begins_with_a_joining_word_keeps_it_and_its_product_is_of_it() throws IOException {
        assertThat(rows("policy.txt", """
                        我们为华为推送SDK提供了OAID。我们接入了穿山甲广告SDK，会收集IMEI。
                        """))
                .contains("oaid, recipients: [\"huawei-push\"]")
                .anyMatch(row -> row.startsWith("imei, recipients: [\"pangle-cn"));
    }

    private List<String> rows(String name, String policy) throws IOException {
        Files.writeString(folder.resolve(name), policy);
        return Command.mingcha(folder, "declare", name, "--lang", "zh")
                .runHere()
                .out()
                .lines()
                .filter(line -> line.contains("{type: "))
                .map(line -> line.strip().replaceFirst("^- \\{type: ", "").replaceFirst("}$", ""))
                .toList();
    }
}

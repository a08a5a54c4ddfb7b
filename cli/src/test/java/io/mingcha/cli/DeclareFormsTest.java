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
    void a_paragraph_of_markdown_that_is_written_as_a_page_goes_on_over_its_lines_and_no_nesting_is_too_deep()
            throws IOException {
        assertThat(rows("policy.md", """
                        <p>
                          我们会收集您的安卓ID（Android
                          ID，安卓9.0及以下版本）、OAID。
                        </p>

                        我们会收集您的手机号
                        登录时使用您的邮箱
                        """))
                .extracting(row -> row.replaceFirst(",.*", ""))
                .containsExactly("android_id", "oaid", "phone_number", "email");
        String deep = "> ".repeat(3_000) + "- ".repeat(3_000) + "*a _b ".repeat(3_000) + "![".repeat(3_000) + "\n";
        assertThat(rows("deep.md", deep + "\n我们会收集您的手机号。\n")).anyMatch(row -> row.startsWith("phone_number"));
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
                        本应用不申请通讯录权限与短信。We will not obtain your bank account number. 我们会申请获取您的性别。
                        """)).containsExactly("oaid", "gender");
    }

    @Test
    void a_brand_that_begins_with_a_joining_word_keeps_it_and_its_product_is_of_it() throws IOException {
        assertThat(rows("policy.txt", """
                        我们为华为推送SDK提供了OAID。我们接入了穿山甲广告SDK，会收集IMEI。
                        """))
                .contains("oaid, recipients: [\"huawei-push\"]")
                .anyMatch(row -> row.startsWith("imei, recipients: [\"pangle-cn"));
    }

    @Test
    void of_two_names_the_company_is_the_company_and_a_kit_in_a_nameless_column_is_the_name() throws IOException {
        assertThat(rows("policy.html", """
                        <table><tr><th>SDK名称</th><th>第三方名称</th><th>收集信息</th></tr>
                        <tr><td>白鹭SDK</td><td>白鹭例科技有限公司</td><td>IMEI</td></tr></table>
                        <table><tr><th>功能类型</th><th>第三方名称</th><th>收集类型</th></tr>
                        <tr><td>苍鹭登录SDK</td><td>苍鹭例科技有限公司</td><td>OAID</td></tr>
                        <tr><td>登录</td><td>池鹭例科技有限公司</td><td>IMSI</td></tr></table>
                        """))
                .containsExactly(
                        "imei, recipients: [\"白鹭SDK\", \"白鹭例科技有限公司\"]",
                        "oaid, recipients: [\"苍鹭登录SDK\", \"苍鹭例科技有限公司\"], scenes: [\"苍鹭登录SDK\"]",
                        "imsi, recipients: [\"池鹭例科技有限公司\"], scenes: [\"登录\"]");
    }

    @Test
    void what_a_line_is_headed_with_is_the_name_of_what_the_company_in_it_provides() throws IOException {
        assertThat(rows("policy.md", """
                        ## 清单
                        **“白鹭推送”**：该SDK由“白鹭例科技有限公司”提供，用于推送。需要收集的信息包括：

                        安卓版本：设备信息（IMEI号、OAID）

                        配送员联系您时，我们会使用号码服务（由苍鹭例科技有限公司提供），为此需向其提供您的手机号码。
                        """))
                .contains("imei, recipients: [\"白鹭推送\", \"白鹭例科技有限公司\"]", "oaid, recipients: [\"白鹭推送\", \"白鹭例科技有限公司\"]")
                .noneMatch(row -> row.contains("联系您时\""));
    }

    @Test
    void a_company_with_a_short_name_is_another_unless_the_short_name_is_we() throws IOException {
        String far = "我们重视您的隐私。".repeat(60);

        assertThat(rows(
                        "policy.txt",
                        far + "\n我们会将您的姓名提供给白鹭例科技有限公司（以下简称“白鹭”），用于核验。\n" + "我们会将您的性别提供给苍鹭例科技有限公司（以下简称“我们”）。\n"))
                .containsExactly("person_name, purpose: \"核验\", recipients: [\"白鹭例科技有限公司\"]", "gender");
    }

    @Test
    void a_second_name_that_is_a_companys_is_whose_the_first_is() throws IOException {
        assertThat(rows("policy.txt", """
                        第三方SDK名称：白鹭SDK
                        第三方名称：白鹭例科技有限公司
                        收集个人信息类型：IMEI
                        第三方SDK名称：苍鹭SDK
                        第三方SDK名称：池鹭SDK
                        收集个人信息类型：OAID
                        """))
                .containsExactly("imei, recipients: [\"白鹭SDK\", \"白鹭例科技有限公司\"]", "oaid, recipients: [\"池鹭SDK\"]");
    }

    @Test
    void known_names_go_on_over_commas_as_long_as_they_are_known() throws IOException {
        assertThat(rows("policy.txt", "我们的产品集成穿山甲，Sentry，会获取您的OAID。"))
                .anyMatch(row -> row.startsWith("oaid") && row.contains("pangle-cn") && row.contains("\"sentry\"]"));
    }

    @Test
    void what_the_app_collects_and_then_gives_away_is_both_and_parts_of_a_policy_have_depth() throws IOException {
        assertThat(rows("policy.txt", """
                        第一部分 我们收集的信息
                        1. 注册：手机号或邮箱。
                        2. 我们会收集您的人脸视频，并委托白鹭例科技有限公司进行比对。
                        3. 我们会将您的性别提供给苍鹭例科技有限公司。
                        """))
                .containsExactly(
                        "phone_number",
                        "email",
                        "face_image, recipients: [\"白鹭例科技有限公司\"]",
                        "face_image",
                        "gender, recipients: [\"苍鹭例科技有限公司\"]");
    }

    @Test
    void items_below_a_key_are_its_value() throws IOException {
        assertThat(rows("policy.md", """
                        ### 第三方
                        - **SDK名称**: 白鹭SDK
                        - **收集的个人信息**:
                          - 设备信息: 设备型号
                          - 网络信息: IP地址、网络类型
                          - 推送Token
                        - **官网**: https://heron.example

                        我们会收集性别。
                        """))
                .containsExactly(
                        "device_model_build, recipients: [\"白鹭SDK\"]",
                        "ip_address, recipients: [\"白鹭SDK\"]",
                        "operator_network, recipients: [\"白鹭SDK\"]",
                        "push_token, recipients: [\"白鹭SDK\"]",
                        "gender");
    }

    @Test
    void a_sentence_that_all_of_it_stays_on_the_device_takes_back_the_one_before_but_for_what_it_excepts()
            throws IOException {
        assertThat(rows("policy.txt", """
                        清理时我们会收集您的OAID、Android ID、设备型号。除OAID外，此部分数据仅保存在本地。
                        体检时我们会收集您的IMEI。此部分数据仅保存在本地服务器并提供给第三方。
                        防护时我们会收集您的设备型号。
                        """)).containsExactly("oaid", "imei", "device_model_build");
    }

    @Test
    void contact_is_no_collecting_unless_the_sentence_says_so() throws IOException {
        assertThat(rows("policy.txt", """
                        当您与我们联系时，我们将收集您的住址、邮箱。您可以提供手机号与我们联系。
                        相关活动主办方可能会获取您的昵称。我们可能与合作伙伴、服务供应商（例如为我们提供位置信息的地图供应商）共享您的性别。
                        """))
                .contains("avatar_nickname, recipients: [\"活动主办方\"]")
                .anyMatch(row -> row.startsWith("address"))
                .anyMatch(row -> row.startsWith("email"))
                .noneMatch(row -> row.startsWith("phone_number") || row.startsWith("precise_location"));
    }

    @Test
    void a_company_below_a_title_is_whose_that_is_wherever_in_the_block_it_stands() throws IOException {
        assertThat(rows("policy.txt", """
                        一、第三方SDK目录
                        1. 苍鹭分享SDK(Android端,iOS端)
                        使用目的:分享
                        客户端:安卓
                        涉及的个人信息:OAID
                        信息类型:IMEI
                        第三方名称:苍鹭例科技有限公司

                        2、消息推送(白鹭推送SDK)
                        所属公司名称:白鹭例科技有限公司
                        收集个人信息类型:IMSI

                        3、第三方名称:池鹭SDK
                        收集个人信息类型:手机号
                        """))
                .containsExactly(
                        "oaid, purpose: \"分享\", recipients: [\"苍鹭分享SDK\", \"苍鹭例科技有限公司\"]",
                        "imei, purpose: \"分享\", recipients: [\"苍鹭分享SDK\", \"苍鹭例科技有限公司\"]",
                        "imsi, recipients: [\"白鹭推送SDK\", \"白鹭例科技有限公司\"]",
                        "phone_number, recipients: [\"池鹭SDK\"]");
    }

    @Test
    void blocks_may_end_with_the_name_and_of_two_names_the_first_counts() throws IOException {
        assertThat(rows("last.txt", """
                        收集的信息：OAID
                        SDK名称：苍鹭SDK
                        收集的信息：IMEI
                        SDK名称：白鹭SDK
                        """))
                .containsExactly("oaid, recipients: [\"苍鹭SDK\"]", "imei, recipients: [\"白鹭SDK\"]");
        assertThat(rows("first.txt", """
                        收集的信息：OAID
                        SDK名称：苍鹭SDK
                        收集的信息：IMEI
                        """)).containsExactly("oaid", "imei, recipients: [\"苍鹭SDK\"]");
        assertThat(rows("two.txt", """
                        Service Provider: Heron Example Inc. (USA)
                        Services: Product analytics
                        Data shared: IP address
                        """)).containsExactly("ip_address, recipients: [\"Heron Example Inc. (USA)\"]");
    }

    @Test
    void columns_are_what_most_of_their_cells_are_where_no_heading_says_it() throws IOException {
        assertThat(rows("policy.md", """
                        | 归属 | 类别 | 详情 | 备注 |
                        | --- | --- | --- | --- |
                        | 苍鹭例科技有限公司 | 苍鹭SDK | IMEI、OAID | 数据分析 |
                        | 白鹭例科技有限公司 | 白鹭SDK | 手机号 | 去标识化 |
                        """))
                .containsExactly(
                        "imei, recipients: [\"苍鹭SDK\", \"苍鹭例科技有限公司\"]",
                        "oaid, recipients: [\"苍鹭SDK\", \"苍鹭例科技有限公司\"]",
                        "phone_number, recipients: [\"白鹭SDK\", \"白鹭例科技有限公司\"]");
        assertThat(rows("rights.md", """
                        | 归属 | 类别 | 详情 |
                        | --- | --- | --- |
                        | 苍鹭例科技有限公司 | 苍鹭SDK | 您可以在手机号一栏里看到您的权利和本政策 |
                        """)).isEmpty();
    }

    @Test
    void a_row_whose_cells_have_words_of_headings_is_no_heading() throws IOException {
        assertThat(rows("policy.md", """
                        | 公司名称 | 产品/类型 | 共享信息名称 | 使用场景 | 共享方式 |
                        | --- | --- | --- | --- | --- |
                        | 苍鹭例科技有限公司 | 苍鹭SDK | OAID | 数据分析 | SDK收集个人信息 |
                        | 公司名称 | 产品/类型 | 共享信息名称 | 使用场景 | 共享方式 |
                        | 白鹭例科技有限公司 | 白鹭SDK | IMEI | 数据分析 | SDK收集个人信息 |
                        """))
                .containsExactly(
                        "oaid, recipients: [\"苍鹭SDK\", \"苍鹭例科技有限公司\"], scenes: [\"数据分析\"]",
                        "imei, recipients: [\"白鹭SDK\", \"白鹭例科技有限公司\"], scenes: [\"数据分析\"]");
    }

    @Test
    void an_upright_table_goes_on_with_the_next_where_its_keys_begin_anew() throws IOException {
        assertThat(rows("policy.html", """
                        <table><tr><td>SDK Name</td><td>Heron</td></tr><tr><td>Personal Information Field</td><td>User ID</td></tr>
                        <tr><td>Entity Name</td><td>Heron Example, Inc.</td></tr>
                        <tr><td>SDK Name</td><td>Egret</td></tr><tr><td>Personal Information Field</td><td>User’s name</td></tr>
                        </table>
                        """))
                .containsExactly(
                        "user_id_app, recipients: [\"Heron\", \"Heron Example, Inc.\"]",
                        "person_name, recipients: [\"Egret\"]");
    }

    @Test
    void a_table_whose_cells_stand_one_below_the_other_is_one() throws IOException {
        String headings = "功能模块\n\n第三方名称\n\n收集信息\n\n隐私政策\n\n";
        String rows = "推送\n\n苍鹭推送\n\nOAID、IMEI\n\nhttps://heron.example\n\n"
                + "地图\n\n白鹭地图\n\n位置信息\n\nhttps://egret.example\n\n";
        assertThat(rows("policy.txt", headings + rows))
                .containsExactly(
                        "oaid, recipients: [\"苍鹭推送\"], scenes: [\"推送\"]",
                        "imei, recipients: [\"苍鹭推送\"], scenes: [\"推送\"]",
                        "precise_location, recipients: [\"白鹭地图\"], scenes: [\"地图\"]");
        assertThat(rows("menu.txt", headings + "我们重视您的隐私。\n\n本页只是目录。\n\n")).isEmpty();
    }

    @Test
    void traditional_characters_are_read_as_simplified_ones_and_lines_below_a_key_are_its_value() throws IOException {
        assertThat(rows("policy.txt", """
                        內嵌SDK信息
                        蒼鷺SDK
                        第三方公司名稱:蒼鷺例網絡科技有限公司
                        共享個人信息類型:
                        (1)必選
                        設備標識符(IMEI/OAID):用于判斷 SDK 狀態;
                        網絡信息(IP 地址):用于分析
                        """))
                .allMatch(row -> row.contains("SDK\", \"") && row.contains("例网络科技有限公司"))
                .extracting(row -> row.replaceFirst(",.*", ""))
                .containsExactly("imei", "oaid", "ip_address");
    }

    @Test
    void kits_in_one_cell_are_each_one_and_titles_and_cookies_as_means_are_no_data() throws IOException {
        assertThat(rows("policy.md", """
                        | SDK名称 | 收集信息 |
                        | --- | --- |
                        | 苍鹭SDK、白鹭SDK | IMEI(适用于安卓)、OAID |
                        """))
                .containsExactly(
                        "imei, recipients: [\"苍鹭SDK\", \"白鹭SDK\"]", "oaid, recipients: [\"苍鹭SDK\", \"白鹭SDK\"]");
        assertThat(rows("title.txt", "第三方SDK收集使用信息说明\n\n我们会使用Cookie收集您的IP地址，读取您的Cookie信息。"))
                .hasSize(2)
                .anyMatch(row -> row.startsWith("ip_address"))
                .anyMatch(row -> row.startsWith("session_token"));
    }

    @Test
    void what_brackets_say_to_stay_on_the_device_is_not_declared_unless_they_say_more() throws IOException {
        String policy = """
                | SDK名称 | 收集信息 |
                | --- | --- |
                | 白鹭SDK | OAID、IMEI%s |
                """;
        assertThat(rows("local.md", policy.formatted("（本地处理）"))).containsExactly("oaid, recipients: [\"白鹭SDK\"]");
        for (String more : List.of("（本地处理后上传）", "（必要时本地处理）", "（经去标识化处理）", "（可选）", "（本地处理与上传）")) {
            assertThat(rows("local.md", policy.formatted(more))).as(more).hasSize(2);
        }
    }

    @Test
    void a_line_with_both_names_of_a_kit_is_whose_the_keys_below_are() throws IOException {
        String policy = """
                第三方SDK列表

                %s

                使用目的：统计

                数据类型：OAID、IMEI
                """;
        assertThat(rows("twice.md", policy.formatted("Egret（白鹭） SDK")))
                .containsExactly(
                        "oaid, purpose: \"统计\", recipients: [\"Egret（白鹭） SDK\"]",
                        "imei, purpose: \"统计\", recipients: [\"Egret（白鹭） SDK\"]");
        for (String none : List.of("统计（可选）", "我们使用的（第三方）SDK列表", "收集（必要）信息")) {
            assertThat(rows("twice.md", policy.formatted(none))).as(none).allMatch(row -> !row.contains("recipients"));
        }
    }

    @Test
    void a_service_that_several_companies_call_alike_is_of_the_company_that_is_written() throws IOException {
        String policy = """
                | SDK名称 | 公司名称 | 收集信息 |
                | --- | --- | --- |
                | 游戏联运SDK | %s | OAID |
                """;
        assertThat(rows("alike.md", policy.formatted("白鹭例科技有限公司")))
                .containsExactly("oaid, recipients: [\"游戏联运SDK\", \"白鹭例科技有限公司\"]");
        assertThat(rows("alike.md", policy.formatted("维沃移动通信有限公司")).get(0)).contains("vivo");
    }

    @Test
    void who_is_called_as_one_company_and_written_as_its_sister_may_be_either() throws IOException {
        assertThat(rows("sisters.md", """
                        | SDK名称 | 公司名称 | 收集信息 |
                        | --- | --- | --- |
                        | 友盟+ | 北京锐讯灵通科技有限公司 | OAID |
                        """)).containsExactly("oaid, recipients: [\"umeng\", \"cnzz\"]");
    }

    @Test
    void the_way_of_a_finger_over_the_screen_is_no_movement() throws IOException {
        assertThat(rows("ways.txt", "我们会收集您的行踪轨迹。")).containsExactly("movement_track");
        for (String way : List.of("鼠标轨迹", "滑动轨迹", "生物轨迹信息", "点击轨迹", "操作轨迹", "鼠标移动的轨迹")) {
            assertThat(rows("ways.txt", "我们会收集您的OAID、" + way + "。")).as(way).containsExactly("oaid");
        }
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

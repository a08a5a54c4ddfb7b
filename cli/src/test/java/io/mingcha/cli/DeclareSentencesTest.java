package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sentences collect and what they name only by the way, in made-up words; beside each what only looks like it. */
class DeclareSentencesTest {
    @TempDir
    Path folder;

    @Test
    void what_is_denied_in_brackets_ends_with_them() throws IOException {
        assertThat(rows("我们会收集您的手机号（不提供不影响浏览）、邮箱。")).containsExactly("phone_number", "email");
        assertThat(rows("我们不会收集您的手机号（含本机号码）、邮箱。")).isEmpty();
    }

    @Test
    void a_list_is_denied_by_what_its_last_clause_says() throws IOException {
        assertThat(rows("我们会收集下列信息。如果您不提供，您将无法享受对应的功能：\n1.您需要填写您的手机号。")).containsExactly("phone_number");
        assertThat(rows("为保护您，我们不会收集您的以下信息：\n1.您的手机号。")).isEmpty();
    }

    @Test
    void by_what_something_is_found_is_not_collected() throws IOException {
        assertThat(rows("我们会收集通过蓝牙、基站等获取的位置信息。")).containsExactly("precise_location");
        assertThat(rows("我们会通过登记表收集您的邮箱、位置信息。")).containsExactly("email", "precise_location");
    }

    @Test
    void what_is_worked_out_is_not_collected_unless_the_clause_says_so() throws IOException {
        assertThat(rows("我们会结合您提供的手机号，通过算法预测您的偏好特征。")).containsExactly("phone_number");
        assertThat(rows("我们会收集并分析您的偏好特征。")).containsExactly("profile_tags");
    }

    @Test
    void a_clause_with_so_as_to_is_a_purpose_and_nobodys_name() throws IOException {
        assertThat(rows("我们与支付机构共享以确认付款，共享手机号，以完成交易记录的核对。"))
                .containsExactly("phone_number, purpose: \"完成交易记录的核对\", recipients: [\"支付机构\"]");
        assertThat(rows("我们收集您的手机号，以及您的邮箱。")).containsExactly("phone_number", "email");
    }

    @Test
    void a_word_about_something_else_within_an_item_of_a_list_is_part_of_the_item() throws IOException {
        assertThat(rows("我们会收到您提供的手机号、拨打电话权限、邮箱。")).containsExactly("phone_number", "email");
        assertThat(rows("如您需要提供您的手机号，请拨打客服热线。")).isEmpty();
    }

    @Test
    void leave_to_look_is_no_data_unless_a_key_says_that_it_is() throws IOException {
        assertThat(rows("我们会获取您的应用列表权限、IMEI。")).containsExactly("imei");
        assertThat(rows("苍鹭SDK\n公司名称：苍鹭例科技有限公司\n收集的信息：剪贴板权限、IMEI"))
                .extracting(row -> row.replaceFirst(",.*", ""))
                .containsExactly("clipboard", "imei");
        assertThat(rows("您上传图片时，我们会请求获取您的存储权限。")).isEmpty();
        assertThat(rows("您上传图片时，我们会获取您的图片。")).hasSize(1).allMatch(row -> row.startsWith("photos"));
    }

    @Test
    void short_lines_below_a_colon_are_its_list_unless_it_lists_functions() throws IOException {
        assertThat(rows("We may collect data such as:\nYour email address.\nDevice model and OS version.\n"))
                .containsExactly("email", "device_model_build");
        assertThat(
                        rows(
                                "We share data for the following features, including:\nShowing your photos.\nEmail address book.\n"))
                .isEmpty();
    }

    @Test
    void who_which_stands_for_collects() throws IOException {
        assertThat(rows("We show ads of a service (e.g., Heron Ads), which may collect:\nThe advertising ID.\n"))
                .containsExactly("gaid, recipients: [\"Heron Ads\"]");
        assertThat(rows("We show ads that may collect:\nThe advertising ID.\n")).containsExactly("gaid");
    }

    @Test
    void examples_in_brackets_are_part_of_a_recipient_without_a_name() throws IOException {
        assertThat(rows("我们会向合作伙伴（如苍鹭SDK、白鹭）提供您的手机号。"))
                .containsExactly("phone_number, recipients: [\"合作伙伴（如苍鹭SDK、白鹭）\"]");
        assertThat(rows("苍鹭SDK（白鹭例科技有限公司）会收集您的手机号。"))
                .containsExactly("phone_number, recipients: [\"苍鹭SDK\", \"白鹭例科技有限公司\"]");
    }

    @Test
    void a_sentence_without_a_subject_goes_on_about_whom_the_one_before_was() throws IOException {
        assertThat(rows("苍鹭SDK会收集您的IMEI、OAID。以及您的邮箱、手机号。还会收集您的姓名。"))
                .hasSize(5)
                .allMatch(row -> row.endsWith(", recipients: [\"苍鹭SDK\"]"));
        assertThat(rows("苍鹭SDK会收集您的IMEI。我们会收集您的手机号、邮箱。"))
                .containsExactly("imei, recipients: [\"苍鹭SDK\"]", "phone_number", "email");
        assertThat(rows("苍鹭SDK会收集您的IMEI。我们会收集您的手机号。以及您的邮箱、手机号。还会收集您的姓名。"))
                .containsExactly("imei, recipients: [\"苍鹭SDK\"]", "phone_number", "email", "person_name");
    }

    @Test
    void a_list_of_names_is_closed_by_what_they_all_are() throws IOException {
        assertThat(rows("我们接入穿山甲、听鹭、远鹭等统计服务，会获取您的IMEI。"))
                .containsExactly("imei, recipients: [\"pangle-cn\", \"pangle-cn-legacy\", \"听鹭\", \"远鹭\"]");
        assertThat(rows("我们接入穿山甲，开展多种活动，会获取您的IMEI。"))
                .containsExactly("imei, recipients: [\"pangle-cn\", \"pangle-cn-legacy\"]");
    }

    @Test
    void an_enumeration_that_begins_with_for_example_goes_on_with_what_is_collected() throws IOException {
        assertThat(rows("我们会收集您的资料。例如，您的手机号、邮箱等。")).containsExactly("phone_number", "email");
        assertThat(rows("我们会收集您的资料。例如，您不必再次登录密码，节省时间。")).isEmpty();
    }

    @Test
    void what_an_app_can_do_is_no_data() throws IOException {
        assertThat(rows("我们提供的功能主要包括短信提醒、日历，您需要提供手机号。")).containsExactly("phone_number");
        assertThat(rows("我们为这些功能收集的数据主要包括短信、日历。")).containsExactly("sms", "calendar");
    }

    @Test
    void the_last_word_of_an_item_says_what_it_is() throws IOException {
        assertThat(rows("我们会收集您的手机号、视频学习时长、邮箱。")).containsExactly("phone_number", "email");
        assertThat(rows("我们会收集您的手机号、视频文件、邮箱。")).containsExactly("phone_number", "video_media", "email");
    }

    @Test
    void a_key_that_opens_sentences_about_nothing_in_particular_opens_no_list() throws IOException {
        assertThat(rows("个人信息共享说明：我们有多种产品，特作说明。\n一、与学校共享\n1.我们将您的学号、姓名提供给所属学校。"))
                .hasSize(2)
                .allMatch(row -> row.endsWith(", recipients: [\"所属学校\"]"));
        assertThat(rows("苍鹭SDK\n公司名称：苍鹭例科技有限公司\n共享的信息：仅以下各项。IMEI\nOAID")).anyMatch(row -> row.startsWith("imei"));
    }

    @Test
    void what_stands_before_a_colon_is_no_part_of_the_name_behind_towards() throws IOException {
        assertThat(rows("向商家付款：商家将共享支付金额。")).containsExactly("pay_info");
        assertThat(rows("我们会向商家共享支付金额。")).containsExactly("pay_info, recipients: [\"商家\"]");
    }

    @Test
    void what_is_spoken_of_with_words_of_its_own_is_nothing_from_before() throws IOException {
        assertThat(rows("我们会收集您的录音。除上述信息外，您与关联公司互动时提供的相关信息也很重要。")).containsExactly("audio_media");
        assertThat(rows("我们会收集您的录音。我们会将上述信息提供给关联公司。"))
                .containsExactly("audio_media", "audio_media, recipients: [\"关联公司\"]");
    }

    @Test
    void what_a_list_is_summed_up_by_and_the_rest_of_it_are_no_items() throws IOException {
        assertThat(rows("我们会收集您的IP地址以及WLAN接入点、基站等传感器信息。")).containsExactly("ip_address", "wifi_list", "cell_id");
        assertThat(rows("我们会收集您的姓名、邮箱以及其他类似的联系人信息。")).containsExactly("person_name", "email");
        assertThat(rows("我们会收集您的IP地址等信息以及传感器信息。")).containsExactly("ip_address", "sensor_data");
        assertThat(rows("我们会收集其他设备信息。")).containsExactly("device_model_build");
    }

    @Test
    void with_what_something_is_collected_or_somebody_reached_is_no_data() throws IOException {
        assertThat(rows("苍鹭会通过使用技术（如Cookie、像素标签）收集您的浏览记录。")).containsExactly("browsing_history");
        assertThat(rows("我们可能会通过电话、电子邮件或其他方式与您联系，并记录您的意见反馈。")).containsExactly("comm_content");
        assertThat(rows("我们会通过您填写的电子邮件与您联系。")).containsExactly("email");
    }

    @Test
    void every_scene_of_a_sentence_is_one() throws IOException {
        assertThat(rows("当您注册时，需要提供您的邮箱，当您登录用户账号时，我们会获取您的昵称。"))
                .extracting(row -> row.replaceFirst(",.*", ""))
                .containsExactly("email", "avatar_nickname");
    }

    @Test
    void below_a_title_about_something_else_only_what_says_so_is_collected() throws IOException {
        String minors = "\n对于经父母同意而收集未成年人信息的情况，仅在许可时使用。";
        assertThat(rows("一、如何处理未成年人的个人信息" + minors)).isEmpty();
        assertThat(rows("一、如何处理未成年人的个人信息\n我们会收集未成年人信息。")).containsExactly("minor_info");
        assertThat(rows("一、我们收集的未成年人的个人信息" + minors)).containsExactly("minor_info");
    }

    @Test
    void what_is_forbidden_to_the_user_is_not_collected() throws IOException {
        assertThat(rows("未成年人请不要发送自己的姓名、住址给我们。")).isEmpty();
        assertThat(rows("未成年人请发送自己的姓名、住址给我们。")).containsExactly("person_name", "address");
    }

    @Test
    void what_a_semicolon_joins_to_a_definition_defines() throws IOException {
        assertThat(rows("本政策所称的个人信息包括：基本信息（姓名、邮箱）；财产信息（消费记录）；行程信息。")).isEmpty();
        assertThat(rows("本政策所称的个人信息包括：基本信息（姓名、邮箱）；我们会收集您的行程信息。")).hasSize(1);
    }

    @Test
    void an_item_below_what_is_collected_needs_no_verb_but_a_heading_is_none() throws IOException {
        String items = "\n1.1.1.1 登录密码（加密存储）\n1.1.1.2 设备型号";
        assertThat(rows("1. 账号\n1.1.1 收集的信息" + items)).containsExactly("password", "device_model_build");
        assertThat(rows("1. 账号\n1.1.1 使用目的" + items)).isEmpty();
        assertThat(rows("1. 我们收集的信息\n1.1 日程\n1.1.1 使用目的\n1.1.1.1 提供服务")).isEmpty();
    }

    @Test
    void endings_that_mean_the_same_make_the_same_words() throws IOException {
        assertThat(rows("我们会收集您的健康资料、借阅编号、证件编号。")).containsExactly("diagnosis", "resident_id");
    }

    @Test
    void whose_machine_something_is_sent_to_gets_it_if_he_has_a_name() throws IOException {
        assertThat(rows("您的聊天内容将发送至Heron服务器进行处理。")).containsExactly("comm_content, recipients: [\"Heron\"]");
        assertThat(rows("您的聊天内容将发送至后台服务器进行处理。")).containsExactly("comm_content");
    }

    @Test
    void a_chapter_counted_in_characters_stands_above_numbers_that_were_met_before_it() throws IOException {
        String before = "内容如下：\n一、收集\n二、权利\n以下按本产品各项功能的先后次序逐一说明我们怎样对待您的个人信息以及为什么如此。\n1、账户\n您需要提供手机号。";
        String behind = "\n1、响应\n我们会先验证您是谁，如要求您提供护照。";
        assertThat(rows(before + "\n二、您的权利" + behind)).containsExactly("phone_number");
        assertThat(rows(before + "\n二、其他功能" + behind)).containsExactly("phone_number", "passport");
    }

    @Test
    void others_are_not_who_was_named_before() throws IOException {
        String named = "我们向Heron公司提供手机号。";
        assertThat(rows(named + "其会收集您的邮箱。")).last().asString().isEqualTo("email, recipients: [\"Heron公司\"]");
        assertThat(rows(named + "其他功能会收集您的邮箱。")).last().asString().isEqualTo("email");
    }

    private List<String> rows(String policy) throws IOException {
        Files.writeString(folder.resolve("policy.txt"), policy);
        return Command.mingcha(folder, "declare", "policy.txt", "--lang", "zh")
                .runHere()
                .out()
                .lines()
                .filter(line -> line.contains("{type: "))
                .map(line -> line.strip().replaceFirst("^- \\{type: ", "").replaceFirst("}$", ""))
                .toList();
    }
}

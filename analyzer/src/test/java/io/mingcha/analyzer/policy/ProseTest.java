package io.mingcha.analyzer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.policy.text.TextPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ordinary prose of policies collects, in made-up words; beside each what only looks like it. */
class ProseTest {
    @Test
    void what_stands_before_the_last_of_a_list_shares_its_last_word() {
        assertThat(rows("我们会收集您的浏览、搜索和购买记录。"))
                .containsExactly("browsing_history", "search_history", "transaction_record");
        assertThat(rows("我们会收集您的设备、日志信息。")).containsExactly("device_model_build", "app_usage_log");
        for (String other : List.of(
                "更正、搜索记录",
                "删除及搜索记录",
                "产品、搜索记录",
                "我们的、搜索记录",
                "安全与搜索记录",
                "展示、搜索记录",
                "推荐和搜索记录",
                "售后、搜索记录",
                "帮助、搜索记录",
                "其他搜索记录",
                "服务器、搜索记录")) {
            assertThat(rows("我们会收集您的" + other + "。")).as(other).isSubsetOf("search_history");
        }
    }

    @Test
    void what_a_word_is_said_to_mean_is_collected_where_the_policy_uses_the_word() {
        String uses = "我们会收集您的设备信息。\n一、附录：定义\n";
        assertThat(rows(uses + "设备信息：包括设备标识符（IMEI、MAC地址）、操作系统。")).contains("imei", "mac");
        assertThat(rows(uses + "设备信息，指您的设备的信息，包括：\n1.IMEI\n2.MAC地址")).contains("imei", "mac");
        for (String other : List.of(
                "隐私：包括姓名、身份证号、行踪轨迹。",
                "敏感个人信息：指一旦泄露会造成危害的信息，包括姓名、身份证号。",
                "个人生物识别信息，指包括指纹、虹膜的信息。",
                "访客：指没有姓名、身份证号的人。",
                "匿名化：指姓名、身份证号经处理无法识别的过程。",
                "第三方：包括收到手机号、邮箱的公司。",
                "网络信息：包括IP地址、运营商。",
                "去标识化，指将手机号、邮箱替换。",
                "关联公司：指持有手机号、邮箱的公司。",
                "设备信息：包括很多内容。")) {
            assertThat(rows(uses + other)).as(other).containsExactly("device_model_build");
        }
    }

    @Test
    void a_clause_more_of_what_it_is_for_names_no_data() {
        assertThat(rows("为了保证服务的运行，向您提供病情诊断服务，我们会收集您的IMEI。")).containsExactly("imei");
        assertThat(rows("我们会收集IP地址：用于判断连接状态，保证稳定，同时进行用户行为分析；")).containsExactly("ip_address");
        assertThat(rows("为了保证服务的运行，设备型号、IMEI，会被收集。")).contains("imei");
        assertThat(rows("为了保证服务的运行，并收集您的病历，我们会收集您的IMEI。")).contains("diagnosis", "imei");
    }

    @Test
    void not_through_the_app_is_not_collected() {
        assertThat(rows("我们不通过本游戏获取或保存您的身份证号码。")).isEmpty();
        assertThat(rows("如您未通过实名认证，我们会收集您的身份证号码。")).containsExactly("resident_id");
    }

    @Test
    void whom_to_ask_for_is_no_address_book() {
        assertThat(rows("您需要提供联系人、联系电话、联系地址。")).containsExactly("person_name", "phone_number", "address");
        assertThat(rows("我们会收集您的联系人、短信。")).containsExactly("contacts", "sms");
    }

    @Test
    void what_the_user_used_is_an_item_of_what_is_collected() {
        String below = "一、我们收集的信息\n1.";
        assertThat(rows(below + "你在注册时使用的邮箱\n2.您设置的昵称")).containsExactly("email", "avatar_nickname");
        for (String other : List.of(
                "您可以更改您的邮箱",
                "您将看到您的邮箱",
                "您需要验证您的邮箱",
                "您无法更改您的邮箱",
                "您不要公开您的邮箱",
                "我们的邮箱",
                "客服使用的邮箱",
                "您注册时使用邮箱",
                "您有权查看您的邮箱",
                "如何修改您的邮箱",
                "您会看到您的邮箱",
                "注销您的邮箱")) {
            assertThat(rows(below + other)).as(other).isEmpty();
        }
    }

    @Test
    void what_programs_are_used_for_is_no_purpose_of_collecting() {
        assertThat(rows("我们会收集如下信息：\n1.设备信息，例如用于接入我们服务的其他程序所提供的配置信息、您的IP地址和设备识别码；"))
                .contains("ip_address", "device_fingerprint");
        assertThat(rows("我们会收集您的IP地址，用于验证您的邮箱。")).containsExactly("ip_address");
    }

    @Test
    void signs_of_trouble_are_no_illness() {
        assertThat(rows("我们会收集诊断信息，用于排查故障。")).containsExactly("app_usage_log");
        assertThat(rows("我们会收集您的诊断信息，用于开具处方。")).contains("diagnosis");
    }

    @Test
    void a_list_below_a_colon_below_a_number_below_a_colon_is_its_own() {
        assertThat(rows("我们出于以下目的处理信息：\n1.1 注册\n为创建账号，我们可能会收集以下信息：\n手机号（用于登录）\n验证码信息"))
                .containsExactly("phone_number", "verification_code");
    }

    @Test
    void a_letter_that_was_a_bullet_marks_an_item() {
        assertThat(rows("我们会收集：\n\nl 姓名、性别\n\nl 学历、职业\n\nu 邮箱"))
                .containsExactly("person_name", "gender", "education_background", "occupation", "email");
    }

    @Test
    void a_chapter_about_safety_that_says_that_it_collects_does() {
        assertThat(rows("一、安全保障\n为保障安全，我们可能会收集：\n1.IMEI\n2.操作日志")).containsExactly("imei", "app_usage_log");
        assertThat(rows("一、安全保障\n我们保护您的以下信息：\n1.IMEI\n2.操作日志")).isEmpty();
    }

    @Test
    void a_purpose_ends_where_the_sentence_says_who_does_what() {
        assertThat(rows("为了创建账户您需要至少向我们提供您的手机号码和密码。")).containsExactly("phone_number", "password");
    }

    @Test
    void the_names_before_and_so_on_are_as_much_as_the_first() {
        assertThat(draft("我们可能会与阿里云、极光推送等共享您的IP地址。").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.receivers().stream().flatMap(receiver -> receiver.names().stream()))
                        .hasSizeGreaterThan(1)
                        .contains("aliyun"));
    }

    @Test
    void what_lies_below_a_key_of_purposes_is_no_data() {
        assertThat(rows("收集的信息：\n- 手机号\n使用目的：\n- 提供登录\n- 提供诊断和照片功能\n法律依据：\n- 您的同意\n"))
                .containsExactly("phone_number");
    }

    @Test
    void what_is_named_by_its_first_word_and_by_the_last_of_the_list_is_named_once() {
        assertThat(rows("我们会收集您的交易、支付信息。")).containsExactly("transaction_record", "pay_info");
        assertThat(rows("我们会收集您的账号、设备信息、电话及交易记录。"))
                .containsExactly("user_id_app", "device_model_build", "phone_number", "transaction_record");
        assertThat(rows("我们会收集您的其他、支付信息。")).containsExactly("pay_info");
    }

    @Test
    void enumerations_with_nothing_on_one_side_are_read() {
        List<String> parts = List.of("", "交易", "支付信息", "设备信息", "定位", "IMEI", "一、", "SDK名称", "收集信息：");
        List<String> signs = List.of("", "、", "，", "；", "：", "（", "）", "等", "以及", "的", "\n", "|");
        for (String head : List.of("我们会收集您的", "一、我们收集的信息\n", "收集信息：")) {
            StringBuilder policy = new StringBuilder();
            for (String first : parts) {
                for (String second : parts) {
                    signs.forEach(sign -> policy.append(head + first + sign + second + sign + "\n"));
                }
            }
            assertThat(rows(policy.toString())).as(head).contains("transaction_record", "pay_info", "imei");
        }
    }

    @Test
    void what_a_heading_refuses_is_not_declared_in_lists_and_tables_below_it() {
        String top = "一、我们收集的信息\n";
        for (String refusal : List.of(
                "1.1 我们不会收集以下信息\n",
                "1.1 不收集的信息\n",
                "1.1 以下信息仅存储在您的本地设备上，不会上传\n",
                "1.1 仅在本地处理的数据\n",
                "1.1 我们绝不收集以下数据：\n",
                "1.1 Information we do not collect\n")) {
            Draft list = draft(top + refusal + "- 位置信息\n- 通话记录\n- 语音\n1.2 设备信息\n我们会收集您的OAID。");
            assertThat(list.rows()).as(refusal).extracting(Draft.Row::type).containsExactly("oaid");
            assertThat(list.denials())
                    .as(refusal)
                    .extracting(Draft.Denial::type)
                    .containsExactly("precise_location", "call_log", "audio_media");
            assertThat(rows(top + refusal + "信息类型：姓名\n用途：展示\n1.2 登录\n我们会收集您的邮箱。"))
                    .as(refusal)
                    .containsExactly("email");
        }
        assertThat(draft(top + "1.1 以下信息仅存储在您的设备上：\n- 语音").denials())
                .containsExactly(new Draft.Denial(
                        "audio_media",
                        true,
                        draft(top + "1.1 以下信息仅存储在您的设备上：\n- 语音").denials().get(0).source()));
    }

    @Test
    void a_heading_that_refuses_only_with_a_condition_or_an_exception_refuses_nothing_below_it() {
        for (String other : List.of(
                "1.1 未经您同意我们不会收集以下信息：\n",
                "1.1 除以下信息外，我们不会收集其他信息：\n",
                "1.1 我们不会收集与服务无关的信息，但会收集以下信息：\n",
                "1.1 我们收集的以下信息：\n")) {
            assertThat(rows("一、我们收集的信息\n" + other + "- 位置信息\n- 语音"))
                    .as(other)
                    .containsExactly("precise_location", "audio_media");
        }
        assertThat(rows("一、我们收集的信息\n1.1 不收集的信息\n我们不收集位置信息。但为了登录，我们会收集您的手机号。")).containsExactly("phone_number");
    }

    @Test
    void a_word_of_collecting_within_a_kind_of_data_collects_nothing() {
        assertThat(rows("交易记录依据法律保存三年，访问记录保存六个月。")).isEmpty();
        assertThat(rows("我们会记录您的交易情况和访问记录。")).contains("browsing_history");
        assertThat(rows("我们记录交易记录。")).containsExactly("transaction_record");
    }

    @Test
    void no_account_and_no_place_is_meant_where_a_policy_says_what_there_is_none_of_or_which_law_holds() {
        for (String none : List.of(
                "本应用没有用户账号体系，我们收集您的反馈。",
                "我们收集的信息不会传输至您所在国家/地区以外。",
                "收集信息应遵守您所在国家或地区的法律。",
                "就提供服务发生的争议，由我们所在地人民法院管辖。")) {
            assertThat(rows(none)).as(none).isEmpty();
        }
        assertThat(rows("我们会收集您的所在国家/地区、账号。")).containsExactly("coarse_location", "user_id_app");
    }

    @Test
    void whoever_calls_himself_something_else_than_we_insists_as_we_do() {
        assertThat(rows("六、未成年人保护\n本应用面向成人。我行会收集您的姓名。")).containsExactly("person_name");
        assertThat(rows("六、未成年人保护\n本应用面向成人。监护人可以提供儿童的姓名。")).isEmpty();
    }

    @Test
    void what_only_something_else_takes_and_we_refuse_is_not_declared() {
        assertThat(rows("如您选择指纹登录，指纹由您的设备采集，我行不收集您的指纹信息。")).isEmpty();
        assertThat(rows("我们会收集您的指纹，但我们不会收集您孩子的指纹。")).containsExactly("fingerprint_bio");
        assertThat(rows("一、我们收集的信息\nIMEI、OAID（Android 10以上不收集IMEI）。")).contains("imei", "oaid");
    }

    @Test
    void what_others_collect_is_not_what_we_collect() {
        assertThat(rows("例如，当其他网站要求您提供手机号、位置信息时，请留意。")).isEmpty();
        assertThat(rows("我们会从其他平台获取您的昵称。")).containsExactly("avatar_nickname");
        assertThat(rows("您从其他平台登录时，需要提供手机号。")).containsExactly("phone_number");
    }

    @Test
    void a_glossary_and_a_chapter_of_keeping_declare_nothing_and_end_where_the_next_begins() {
        String glossary = "第一部分 定义\n敏感个人信息：包括宗教信仰、行踪轨迹等信息。\n第二部分 我们如何收集和使用您的个人信息\n";
        assertThat(rows(glossary + "1.1 登录：我们会收集您的邮箱。")).containsExactly("email");
        assertThat(rows("三、如何保存您的信息\n个人信息：录音\n保存期限：7天\n四、登录\n我们会收集您的邮箱。")).containsExactly("email");
        assertThat(rows("三、如何保存您的信息\n个人信息：录音\n使用目的：处理纠纷")).containsExactly("audio_media");
    }

    @Test
    void an_approach_of_the_user_is_only_when_we_collect() {
        assertThat(rows("当您与我们联系时，我们可能会保存您的通话记录。")).containsExactly("call_log");
        assertThat(rows("当您注销账号时，我们会删除您的手机号、邮箱。")).isEmpty();
        assertThat(rows("您可以与我们联系，提供您的姓名、手机号。")).isEmpty();
    }

    @Test
    void a_company_that_says_we_is_nobody_else_and_signs_of_quotation_are_no_part_of_a_name() {
        assertThat(draft("我们（苍鹭例网络科技有限公司）收集以下信息：\n1.昵称").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.receivers()).isEmpty());
        assertThat(draft("我们与伙伴（苍鹭例网络科技有限公司）共享您的昵称。").recipients()).isNotEmpty();
        assertThat(draft("我们收集您的姓名并提供给“海棠例认证系统”。").recipients())
                .extracting(receiver -> receiver.names().get(0))
                .containsExactly("海棠例认证系统");
    }

    @Test
    void whose_names_begin_with_a_word_of_chinese_collects_below_a_key_too_unless_the_app_is_called_so() {
        String below = "自动收集的信息：\n- 设备信息：微信可能会收集您的设备型号。\n- 日志：微信服务器会自动记录您的IP地址。";
        assertThat(receivers(below)).containsExactly("device_model_build tencent-wechat", "ip_address tencent-wechat");
        assertThat(receivers("微信例读书隐私政策\n微信例读书（以下简称“微信例读书”）。微信可能会收集您的设备型号。")).containsExactly("device_model_build -");
        assertThat(receivers("自动收集的信息：\n- 设备型号")).containsExactly("device_model_build -");
    }

    @Test
    void kinds_of_recipients_in_a_list_get_what_stands_behind_each() {
        String list = "我们可能在以下情况下与第三方共享您的信息：\n- 快递服务商：共享收货地址\n- 打印服务商：提供订单信息";
        assertThat(receivers(list)).containsExactly("recipient_info 快递服务商", "order_info 打印服务商");
        assertThat(receivers("快递服务商：苍鹭例科技有限公司\n收集信息：收货地址")).containsExactly("recipient_info 苍鹭例科技有限公司");
    }

    @Test
    void what_the_user_gives_to_others_himself_names_no_recipient() {
        assertThat(draft("您可以向特定的对象发送照片。用户可以向老师提交作业。").recipients()).isEmpty();
        assertThat(draft("我们会向特定的医生发送您的照片。").recipients()).isNotEmpty();
        assertThat(receivers("我们委托苍鹭例科技有限公司处理您的昵称。您可以向特定的人发送照片。"))
                .contains("avatar_nickname 苍鹭例科技有限公司")
                .doesNotContain("photos 苍鹭例科技有限公司");
        assertThat(draft("四、信息共享与转让\n我们共享与转让您的照片。").recipients()).isEmpty();
    }

    @Test
    void where_something_holds_or_is_kept_is_not_where_the_user_is() {
        for (String law : List.of("这些信息可能传送至您所在国家、地区的境外。", "我们提供的信息可能受所在地的法律法规约束。", "我们会将信息传输至您所在国家/地区以外。")) {
            assertThat(rows(law)).as(law).isEmpty();
        }
        assertThat(rows("我们会收集您的所在地区、职业。")).containsExactly("coarse_location", "occupation");
        assertThat(rows("我们会收集您的所在地区，并遵守境内的规定。")).containsExactly("coarse_location");
    }

    @Test
    void a_word_of_collecting_in_the_name_of_a_law_or_in_quotation_is_nobodys() {
        assertThat(rows("依据《必要个人信息收集规定》，网络游戏的功能是“提供网络游戏服务”，必要个人信息为移动电话号码。")).isEmpty();
        assertThat(rows("依据《必要个人信息收集规定》，我们收集移动电话号码。")).containsExactly("phone_number");
        assertThat(rows("点击“提交”后，我们收集您的“昵称”。")).containsExactly("avatar_nickname");
    }

    @Test
    void a_word_that_leads_to_a_name_is_no_name_of_a_kit() {
        assertThat(receivers("我们收集的数据可能包括SDK版本、IP地址、设备型号。")).containsExactly("ip_address -", "device_model_build -");
        assertThat(receivers("我们接入苍鹭例SDK收集您的IP地址。")).containsExactly("ip_address 苍鹭例SDK");
    }

    @Test
    void a_condition_that_collects_nothing_says_when() {
        assertThat(rows("如果使用微信号登录，我们会收集您的邮箱。")).containsExactly("email");
        assertThat(rows("如您选择指纹登录，我们会记录您的IP地址。")).containsExactly("ip_address");
        assertThat(rows("如果您提供邮箱，我们会收集您的昵称。")).containsExactly("email", "avatar_nickname");
        assertThat(rows("我们会收集您的信息，例如您的邮箱，昵称。")).containsExactly("email", "avatar_nickname");
        assertThat(rows("我们会收集您的姓名（如果您已实名）、昵称，用于展示。")).containsExactly("person_name", "avatar_nickname");
    }

    @Test
    void what_the_user_follows_or_likes_is_no_data_of_his() {
        String below = "一、我们收集的信息\n偏好：包括您的";
        assertThat(rows(below + "关注学校、收藏图片、点赞视频、昵称。")).containsExactly("avatar_nickname");
        assertThat(rows(below + "所在学校、拍摄的图片、关注列表。")).containsExactly("school", "photos", "friends_list");
    }

    @Test
    void what_was_collected_before_and_is_only_used_is_no_row_of_its_own() {
        String below = "一、我们收集的信息\n我们会收集您的邮箱。";
        assertThat(rows(below + "您的账号信息将仅被用于提供服务，我们不向他人提供。")).containsExactly("email");
        assertThat(rows(below + "我们还会收集您的账号信息，将仅被用于登录。")).containsExactly("email", "user_id_app");
    }

    @Test
    void what_the_user_may_change_and_supply_is_given() {
        assertThat(rows("您可以修改、补充您的昵称，我们会获取您的头像。")).containsExactly("avatar_nickname");
        assertThat(rows("您可以修改您的昵称，我们会提供入口。")).isEmpty();
    }

    @Test
    void a_comma_before_the_word_that_opens_a_list_sums_it_up_as_well() {
        assertThat(rows("我们会收集设备标识信息，包括IMEI、OAID。")).containsExactly("imei", "oaid");
        assertThat(rows("我们会收集设备标识信息，IMEI、OAID。")).containsExactly("device_fingerprint", "imei", "oaid");
    }

    @Test
    void fees_that_are_taken_are_nobodys_data_and_minors_boilerplate_collects_nothing() {
        assertThat(rows("产生的流量费用由运营商收取。")).isEmpty();
        assertThat(rows("我们会收取您的姓名。")).containsExactly("person_name");
        assertThat(rows("对于经父母同意而收集儿童个人信息的情况，我们只会在受到法律允许时使用该信息。")).isEmpty();
    }

    @Test
    void who_is_known_stands_behind_a_label_that_says_that_it_is_somebody() {
        assertThat(receivers("支付服务商：微信支付、支付宝，共享订单号。")).containsExactly("order_info tencent-wechat-pay");
        assertThat(receivers("我们会与以下第三方共享您的信息：\n- 支付：微信支付，共享订单号\n- 统计：Firebase Analytics（Google）：设备型号"))
                .containsExactly("order_info tencent-wechat-pay", "device_model_build google-firebase-analytics");
        assertThat(receivers("支付渠道：微信支付，我们收集您的昵称。")).contains("avatar_nickname -");
        assertThat(receivers("登录方式：微信，我们收集您的昵称。")).containsExactly("avatar_nickname -");
    }

    @Test
    void a_product_and_its_brand_are_the_one_that_is_called_so_and_not_the_sister() {
        assertThat(receivers("我们使用 Firebase Analytics（Google）收集您的设备型号。"))
                .containsExactly("device_model_build google-firebase-analytics");
        assertThat(draft("我们使用 Google Firebase 收集您的设备型号。").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.receivers().get(0).names()).hasSizeGreaterThan(2));
    }

    @Test
    void a_list_below_a_colon_is_its_own_also_behind_a_list_of_the_same_kind() {
        for (String mark : List.of("· ", "- ", "● ")) {
            String first = "您可以：\n" + mark + "退出；\n" + mark + "查看内容。\n";
            assertThat(rows(first + "我们可能收集如下信息：\n" + mark + "邮箱；\n" + mark + "昵称"))
                    .as(mark)
                    .containsExactly("email", "avatar_nickname");
            assertThat(rows("我们不会收集以下信息：\n" + mark + "位置信息\n我们会收集以下信息：\n" + mark + "邮箱"))
                    .as(mark)
                    .containsExactly("email");
            assertThat(rows("我们会收集：\n" + mark + "日志信息，包括：\n" + mark + "邮箱；\n" + mark + "昵称"))
                    .as(mark)
                    .contains("email", "avatar_nickname");
        }
        assertThat(rows("您可以：\n1、退出；\n2、查看内容。\n我们可能收集如下信息：\n1、邮箱；\n2、昵称")).containsExactly("email", "avatar_nickname");
    }

    @Test
    void a_long_paragraph_with_the_numbers_of_its_lines_in_it_is_those_lines() {
        String filler = "我们深知隐私的重要，愿意尽力。".repeat(20);
        assertThat(rows("一、引言 " + filler + " 二、我们收集的信息 注册：邮箱、昵称。 三、您的权利 姓名、住址可以更正。"))
                .containsExactly("email", "avatar_nickname");
        assertThat(rows(filler + " 我们不会收集以下信息： ·位置信息； ·语音。 我们会收集以下信息： ·邮箱； ·昵称。"))
                .containsExactly("email", "avatar_nickname");
        assertThat(rows(filler + "我们会收集您的邮箱、版本 2.1 和 3.4 的昵称。")).containsExactly("email", "avatar_nickname");
    }

    @Test
    void rules_for_users_and_what_an_app_is_collect_nothing() {
        for (String rule : List.of(
                "应用不得有任何未经授权收集、传输用户隐私数据（如位置、通讯录）的行为。",
                "用户不得上传侵权的照片、视频。",
                "我们仅为用户发布的内容提供存储空间。",
                "您将密码告知他人或与他人共享账号，由此导致的损失由您承担。",
                "苍鹭例由海棠例影像诊断中心开发，提供教学视频。",
                "苍鹭例是一款提供照片、视频的应用。")) {
            assertThat(draft(rule).rows()).as(rule).isEmpty();
        }
    }

    @Test
    void all_users_are_nobody_and_what_an_account_holds_is_told_by_its_name() {
        assertThat(receivers("我们收集信息是为了向所有用户提供服务，包括您的昵称。")).containsExactly("avatar_nickname -");
        assertThat(rows("我们会收集您提供的账户信息中包含的您所在地区。")).containsExactly("coarse_location");
    }

    @Test
    void a_sentence_that_begins_with_items_of_data_needs_no_verb_below_what_is_collected() {
        String below = "一、我们收集的信息\n";
        assertThat(rows(below + "您设置的昵称、密码，我们会核验。")).containsExactly("avatar_nickname", "password");
        assertThat(rows(below + "昵称、邮箱。")).containsExactly("avatar_nickname", "email");
        for (String other : List.of("昵称很重要、邮箱更重要，请留意。", "您的昵称、权益与服务，我们会重视。", "用邮箱登录，也可以用昵称。")) {
            assertThat(rows(below + other)).as(other).isEmpty();
        }
    }

    @Test
    void a_table_of_contents_ends_where_its_first_heading_comes_again() {
        String contents = "本政策将帮助您了解：\n一、我们收集的信息；\n二、您的权利。\n";
        assertThat(rows(contents + "一、我们收集的信息\n昵称、邮箱。\n二、您的权利\n姓名、住址。")).containsExactly("avatar_nickname", "email");
    }

    @Test
    void an_account_that_is_made_is_no_data_and_neither_is_the_message_that_verifies() {
        assertThat(rows("您应首先注册一个用户账号，我们将通过它记录数据。")).isEmpty();
        assertThat(rows("我们会收集您的用户账号。")).containsExactly("user_id_app");
        assertThat(rows("我们收集您的昵称，可能通过发短信或者邮件的方式来验证。")).containsExactly("avatar_nickname");
    }

    @Test
    void what_stands_in_a_clause_before_that_with_what_is_given_is_not_given() {
        assertThat(receivers("支付时仅收集您的账号，但我们需要将您的订单号与苍鹭例支付机构共享。"))
                .containsExactly("user_id_app -", "order_info 苍鹭例支付机构");
        assertThat(receivers("我们会收集您的手机号，将与苍鹭例SDK共享。")).contains("phone_number 苍鹭例SDK");
        assertThat(receivers("我们会将您的昵称、订单号与苍鹭例支付机构共享。")).contains("avatar_nickname 苍鹭例支付机构", "order_info 苍鹭例支付机构");
    }

    @Test
    void leave_is_asked_for_all_of_a_list_that_ends_with_permission() {
        assertThat(rows("我们可能向您索取日历和 Push 权限，并收集您的昵称。")).containsExactly("avatar_nickname");
        assertThat(rows("我们会收集您的位置信息、昵称和使用权限。")).contains("precise_location", "avatar_nickname");
        assertThat(rows("我们会收集您的位置信息和昵称，并申请相机权限。")).containsExactly("precise_location", "avatar_nickname");
    }

    @Test
    void what_the_user_may_get_is_his_also_as_an_example_and_what_is_looked_at_to_judge_is_taken() {
        assertThat(rows("如果您公开信息，则可能收到其他用户发送的信息，例如电子邮件、短信。")).isEmpty();
        assertThat(rows("我们可能会通过了解您的浏览信息来判断风险，并记录链接。")).containsExactly("browsing_history");
        assertThat(rows("我们会分析您的浏览信息，并提供推荐。")).isEmpty();
    }

    @Test
    void what_is_only_named_with_when_counts_if_it_is_given_then() {
        assertThat(rows("您可能提供其他信息，例如当您要求我们更换配送地址时。")).isEmpty();
        assertThat(rows("当您填写收货地址时，我们会收集。")).containsExactly("recipient_info");
    }

    @Test
    void a_package_behind_a_kit_is_no_part_of_its_name_and_who_complains_gets_nothing() {
        assertThat(receivers("第三方名称：腾讯Bugly SDK com.example.stat\n收集信息：MAC地址\n使用目的：监控"))
                .containsExactly("mac tencent-bugly");
        assertThat(draft("我们会应被投诉人要求，向被投诉人披露您的手机号。").recipients()).isEmpty();
    }

    @Test
    void safety_as_what_something_is_collected_for_is_no_chapter_of_its_own() {
        assertThat(rows("一、我们如何收集和使用您的个人信息\n1、注册\n邮箱、昵称。\n2、安全保障\n例如，设备识别码用于安全防范。"))
                .containsExactly("email", "avatar_nickname", "device_fingerprint");
        assertThat(rows("一、我们收集的信息\n邮箱、昵称。\n二、安全保障\n例如，设备识别码用于安全防范。")).containsExactly("email", "avatar_nickname");
    }

    @Test
    void a_long_line_of_items_below_a_colon_ends_no_list() {
        String items = "设备标识（IMEI、IDFA、Android ID、MAC地址、OAID、IMSI、MEID、ICCID）";
        assertThat(rows("为了推送，我们会读取：\n" + items + "\n网络标识（IP地址、SSID、BSSID）"))
                .contains("imei", "idfa", "oaid", "ip_address", "ssid", "bssid");
    }

    @Test
    void separators_of_lines_that_are_no_line_ends_separate_lines() {
        assertThat(rows("我们会收集：\u2028- 邮箱\u2028- 昵称")).containsExactly("email", "avatar_nickname");
    }

    @Test
    void words_of_an_address_and_times_are_neither_data_nor_ends_of_scenes() {
        assertThat(draft("合作方：苍鹭例SDK https://heron.example/location/mobile/email.html")
                        .rows())
                .isEmpty();
        assertThat(rows("我们会收集日志，例如您的IP地址、访问时间、浏览记录。")).contains("ip_address", "browsing_history");
    }

    @Test
    void etc_in_brackets_sums_up_nothing_behind_them() {
        assertThat(rows("我们会收集终端信息（如IMEI、设备识别码等）、登录日志。")).contains("imei", "device_fingerprint", "app_usage_log");
    }

    @Test
    void a_line_with_a_name_over_its_package_is_whom_the_lines_below_are_about() {
        assertThat(receivers("四、接入的服务\n1.网易易盾\n包名：com.example.nis\n集成号码认证功能，需要获取设备序列号。\n（1）收集设备信息，包括IMEI、MAC地址。"))
                .containsExactly("serial_number netease-yidun", "imei netease-yidun", "mac netease-yidun");
        assertThat(receivers("1.App 支付宝客户端 SDK\n收集信息：OAID")).containsExactly("oaid alipay");
    }

    @Test
    void a_line_that_is_data_over_keys_that_say_what_for_is_what_they_tell_of() {
        assertThat(rows("1. 电子邮件地址\n收集场景：登录\n收集目的：核验身份\n收集方式：自动\n2. 房间密钥\n收集目的：预估质量"))
                .containsExactly("email");
        assertThat(receivers("1. 苍鹭例地图SDK\n使用目的：展示\n收集信息：OAID")).containsExactly("oaid 苍鹭例地图SDK");
    }

    @Test
    void a_name_in_a_line_of_keys_ends_with_its_sentence() {
        assertThat(receivers("服务提供方：苍鹭例有限公司。 未知的键：云。 涉及信息：您的图片、昵称。"))
                .containsExactly("photos 苍鹭例有限公司", "avatar_nickname 苍鹭例有限公司");
    }

    @Test
    void what_services_a_list_is_of_and_what_is_not_built_in_is_no_data() {
        assertThat(rows("我们可能调用云计算、短信、支付等服务，并收集您的昵称。")).containsExactly("avatar_nickname");
        assertThat(rows("我们会收集您的短信、昵称等信息。")).containsExactly("sms", "avatar_nickname");
        assertThat(rows("当前版本不接入通讯录、短信类第三方SDK。")).isEmpty();
        assertThat(rows("我们不向服务器上传经纬度。")).isEmpty();
        assertThat(rows("请避免上传身份证件、银行卡。")).isEmpty();
        assertThat(draft("第三方信息共享清单\n一、概述").recipients()).isEmpty();
    }

    @Test
    void what_data_is_for_is_said_of_what_is_collected() {
        assertThat(rows("手机号用于登录和核验。")).containsExactly("phone_number");
        assertThat(rows("您的手机号用于登录。")).containsExactly("phone_number");
        assertThat(rows("修改手机号用于登录。")).isEmpty();
        assertThat(rows("六、您的权利\n手机号用于核验。")).isEmpty();
    }

    private static List<String> rows(String policy) {
        return draft(policy).rows().stream().map(Draft.Row::type).toList();
    }

    private static List<String> receivers(String policy) {
        return draft(policy).rows().stream()
                .map(row -> row.type() + " "
                        + (row.receivers().isEmpty()
                                ? "-"
                                : row.receivers().get(0).names().get(0)))
                .toList();
    }

    private static Draft draft(String policy) {
        return Drafting.of(
                TextPolicy.read(policy),
                TestConfiguration.SHIPPED.policyWords(),
                TestConfiguration.SHIPPED.catalogue().recipients());
    }
}

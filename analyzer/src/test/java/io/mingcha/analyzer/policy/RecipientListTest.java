package io.mingcha.analyzer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.policy.text.HtmlPolicy;
import io.mingcha.analyzer.policy.text.MarkdownPolicy;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.analyzer.policy.text.TextPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of recipients in the forms in which policies write them, with made-up names; beside each what only looks like it. */
class RecipientListTest {
    @Test
    void a_line_that_says_a_purpose_names_nobody_and_each_company_below_it_receives() {
        assertThat(
                        rows(
                                "二、其他合作方\n1、提供基础服务\n合作方主体：山雀信息有限公司、云雀网络有限公司\n涉及个人信息：IMEI\n使用目的：安全风控\n2、松雀推送SDK\n合作方主体：松雀科技有限公司\n涉及个人信息：OAID"))
                .containsExactly("imei 山雀信息有限公司", "imei 云雀网络有限公司", "oaid 松雀推送SDK");
    }

    @Test
    void the_title_of_a_list_is_nobody_with_whom_anything_is_shared() {
        String list =
                "# 第三方共享信息清单\n\n## 合作商名单\n\n- **第三方公司名称**：北京山雀科技有限公司\n- **产品/类型**：山雀账号\n- **共享信息名称**：邮箱、手机号\n- **使用目的**：登录\n\n- **第三方公司名称**：北京云雀科技有限公司\n- **产品/类型**：云雀统计SDK\n- **共享信息名称**：IP地址\n- **使用目的**：统计\n";
        assertThat(rows(MarkdownPolicy.read(list)))
                .containsExactly("email 山雀账号", "phone_number 山雀账号", "ip_address 云雀统计SDK");
        assertThat(rows("我们会将您的手机号共享给山雀科技。")).containsExactly("phone_number 山雀科技");
    }

    @Test
    void a_slash_between_brands_of_different_houses_parts_them() {
        assertThat(rows("三星/vivo/小米SDK需要读取您的IMEI，用于下发消息。"))
                .containsExactly("imei samsung-platform", "imei vivo", "imei xiaomi");
        assertThat(rows("山雀/TS-SDK需要读取您的IMEI，用于下发消息。")).hasSize(1);
    }

    @Test
    void what_a_function_is_for_is_the_purpose_where_no_other_is_written() {
        assertThat(purposes("山雀推送SDK\n功能：用于推送消息\n收集个人信息：IMEI")).containsExactly("用于推送消息");
        assertThat(purposes("山雀推送SDK\n使用场景：用户登录时\n收集个人信息：IMEI")).isEmpty();
        assertThat(purposes("山雀推送SDK\n功能：用于推送消息\n使用目的：触达用户\n收集个人信息：IMEI")).containsExactly("触达用户");
    }

    @Test
    void the_address_of_the_policy_goes_before_that_of_the_site() {
        String keys = "山雀推送SDK\n官网链接：https://tit.example/home\n收集个人信息类型：IMEI\n";
        assertThat(links(keys + "隐私政策链接：https://tit.example/privacy")).containsExactly("https://tit.example/privacy");
        assertThat(links(keys)).containsExactly("https://tit.example/home");
    }

    @Test
    void below_a_key_a_label_that_is_data_itself_is_an_item() {
        String list =
                "#### 1. 山雀推送\n- **SDK名称**: 山雀推送SDK\n- **使用目的**: 推送消息\n- **收集的个人信息**: \n  - 设备信息: 设备型号、IMEI\n  - 网络信息: IP地址\n  - 推送Token\n  - 分享内容: 您选择的图片\n- **隐私政策链接**: https://tit.example/\n\n#### 2. 云雀推送\n- **SDK名称**: 云雀推送SDK\n- **使用目的**: 推送消息\n- **收集的个人信息**: \n  - 设备信息: OAID\n- **隐私政策链接**: https://lark.example/\n";
        assertThat(rows(MarkdownPolicy.read(list)))
                .containsExactlyInAnyOrder(
                        "device_model_build 山雀推送SDK",
                        "imei 山雀推送SDK",
                        "ip_address 山雀推送SDK",
                        "push_token 山雀推送SDK",
                        "photos 山雀推送SDK",
                        "oaid 云雀推送SDK");
    }

    @Test
    void a_paragraph_of_keys_is_about_the_name_that_it_begins_with() {
        assertThat(
                        rows(
                                "本App使用的SDK如下：\n山雀SDK(统计com.tit.sdk) 使用目的:统计 收集的个人信息类型:IMEI、应用列表 所属公司/机构:山雀科技有限公司\n云雀支付SDK 使用目的:支付 收集的个人信息类型:IP地址 所属公司/机构:云雀科技有限公司"))
                .containsExactly("imei 山雀SDK", "app_list 山雀SDK", "ip_address 云雀支付SDK");
        assertThat(rows("山雀SDK\n使用目的 说明：统计\n收集信息：IMEI")).containsExactly("imei 山雀SDK");
    }

    @Test
    void in_a_table_of_one_cell_a_line_a_name_may_be_written_on_two() {
        String rows =
                "功能模块\n\n第三方名称\n\n个人信息收集详情\n\n隐私政策地址\n\n推送\n\n山雀推送SDK\n\nIMEI\n\nhttps://tit.example/\n\n崩溃\n\n云雀；\n\n云雀统计SDK\n\nOAID\n\nhttps://lark.example/\n\n定位\n\n松雀地图SDK\n\n精确位置\n\nhttps://pine.example/";
        assertThat(rows(rows)).hasSize(3).contains("imei 山雀推送SDK", "precise_location 松雀地图SDK");
        assertThat(links(rows)).hasSize(3);
    }

    @Test
    void what_stands_in_a_list_between_two_kits_is_one() {
        assertThat(rows("我们集成山雀SDK、云雀联盟、松雀SDK，需要收集您的IMEI。"))
                .containsExactlyInAnyOrder("imei 山雀SDK", "imei 云雀联盟", "imei 松雀SDK");
        assertThat(rows("我们集成山雀SDK、收集您的IMEI、松雀SDK。")).doesNotContain("imei 收集您的IMEI");
    }

    @Test
    void a_word_that_holds_a_preposition_opens_no_name() {
        String keys = "\n第三方公司名称：山雀科技有限公司\n收集个人信息：IMEI";
        assertThat(rows("山雀对象存储SDK" + keys)).containsExactly("imei 山雀对象存储SDK");
        assertThat(rows("我们在山雀SDK中收集您的IMEI。")).containsExactly("imei 山雀SDK");
    }

    @Test
    void where_a_cell_says_a_purpose_for_a_name_the_company_receives() {
        String table = "<table><tr><th>SDK名称</th><th>个人信息字段</th><th>机构名称</th></tr>"
                + "<tr><td>（用于存储文件）</td><td>IMEI，\n软件\n安装列表</td><td>山雀科技有限公司</td></tr>"
                + "<tr><td>云雀SDK</td><td>OAID</td><td>云雀科技有限公司</td></tr></table>";
        assertThat(rows(HtmlPolicy.read(table))).containsExactly("imei 山雀科技有限公司", "app_list 山雀科技有限公司", "oaid 云雀SDK");
    }

    @Test
    void a_hard_blank_before_a_number_does_not_hide_it() {
        assertThat(rows("一、我们如何收集信息\n二、如何联系我们\n\u00a0一、我们如何收集和使用您的个人信息\n1、注册：需要您提供手机号。\n\u00a0二、如何联系我们\n1、您可以发送邮箱验证。"))
                .containsExactly("phone_number");
    }

    private static List<String> purposes(String text) {
        return draft(TextPolicy.read(text)).rows().stream()
                .flatMap(row -> row.purpose().stream())
                .toList();
    }

    private static List<String> links(String text) {
        return draft(TextPolicy.read(text)).rows().stream()
                .flatMap(row -> row.link().stream())
                .toList();
    }

    private static List<String> rows(String text) {
        return rows(TextPolicy.read(text));
    }

    private static List<String> rows(Policy policy) {
        return draft(policy).rows().stream()
                .flatMap(row -> row.receivers().isEmpty()
                        ? List.of(row.type()).stream()
                        : row.receivers().stream()
                                .map(to -> row.type() + " " + to.names().get(0)))
                .toList();
    }

    private static Draft draft(Policy policy) {
        return Drafting.of(
                policy,
                TestConfiguration.SHIPPED.policyWords(),
                TestConfiguration.SHIPPED.catalogue().recipients());
    }
}

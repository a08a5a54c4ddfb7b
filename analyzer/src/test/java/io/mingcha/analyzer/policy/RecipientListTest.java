package io.mingcha.analyzer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
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
    void the_address_of_the_policy_goes_before_that_of_the_site() {
        String keys = "山雀推送SDK\n官网链接：https://tit.example/home\n收集个人信息类型：IMEI\n";
        assertThat(links(keys + "隐私政策链接：https://tit.example/privacy")).containsExactly("https://tit.example/privacy");
        assertThat(links(keys)).containsExactly("https://tit.example/home");
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
                TestConfiguration.SHIPPED.catalogue().recipients().all());
    }
}

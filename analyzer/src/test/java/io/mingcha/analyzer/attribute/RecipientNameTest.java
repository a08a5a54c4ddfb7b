package io.mingcha.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientNameTest {
    private static final Recipient STATISTICS = new Recipient(
            "yunqi-stats",
            Text.of("云栖统计 U-App", "Yunqi Analytics"),
            List.of("云雀埋点", "YQ"),
            Optional.of(new Company(
                    "yunqi", Text.of("云栖数据科技有限公司", "Yunqi Data Ltd"), List.of("杭州云雀网络有限公司"), "CN", "verified")),
            List.of("analytics"),
            true,
            false,
            "verified",
            true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yunqi-stats",
                "云栖统计",
                "云栖",
                "云栖统计 U-App SDK",
                "YUNQI ANALYTICS",
                "云栖数据科技有限公司",
                "杭州云雀网络有限公司",
                "云雀埋点",
                "云雀埋点分析SDK",
                "YQ",
                "YQ SDK",
                "云栖数据公司",
                "yunqi",
                "yunqi.example",
                "*.yunqi.example",
                " .yunqi.example "
            })
    void a_recipient_is_meant_by_id_by_name_by_company_and_by_domain(String written) {
        assertThat(name(written).means("log.yunqi.example", STATISTICS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "云",
                "yun",
                "app",
                "qi.example",
                "api.other.example",
                "极光推送",
                "example",
                "云雀",
                "YQ音乐",
                "杭州云雀",
                "云栖广告",
                "云数有限公司"
            })
    void nothing_else_means_it(String written) {
        assertThat(name(written).means("log.yunqi.example", STATISTICS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDK", "服务", "第三方SDK", "（Android）"})
    void what_only_stands_around_names_means_nobody(String written) {
        assertThat(name(written).means("log.yunqi.example", STATISTICS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ组件", "第三方YQ SDK（Android）", "YQ SDK 3.4.1", "YQ服务"})
    void what_stands_around_a_name_does_not_matter(String written) {
        assertThat(name(written).means("log.yunqi.example", STATISTICS)).isTrue();
    }

    private static RecipientName name(String written) {
        return new RecipientName(
                written, TestConfiguration.SHIPPED.catalogue().recipients().bareNames());
    }
}

package io.mingcha.analyzer.policy.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownNamesTest {
    private final KnownNames known =
            new KnownNames(TestConfiguration.SHIPPED.catalogue().recipients());

    private List<String> of(String name, String company) {
        return known.of(Optional.of(name), Optional.ofNullable(company));
    }

    @ParameterizedTest
    @CsvSource({
        "腾讯位置服务 SDK, 深圳市腾讯计算机系统有限公司, tencent-map",
        "腾讯地图SDK, , tencent-map",
        "腾讯地图定位SDK, 腾讯大地通途（北京）科技有限公司, tencent-map",
        "微信SDK, 深圳市腾讯计算机系统有限公司, tencent-wechat",
        "QQ SDK, 腾讯, tencent-qq-connect",
        "优量汇, 北京腾讯文化传媒有限公司, tencent-gdt",
        "TBS SDK, 腾讯, tencent-tbs",
        "X5内核, , tencent-tbs",
        "Bugly, 腾讯, tencent-bugly",
        "秒验SDK, 上海游昆信息技术有限公司, mobtech",
        "中国移动一键登录SDK, 中移互联网有限公司, cmcc-auth",
        "Flyme推送, 珠海市魅族通讯设备有限公司, meizu-push",
        "华为推送服务SDK, 华为软件技术有限公司, huawei-push",
        "新浪微博开放平台SDK, , weibo-open",
        "AdMob, Google LLC, google-ads"
    })
    void a_service_is_known_by_what_policies_call_it(String name, String company, String id) {
        assertThat(of(name, company)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "新浪微博SDK, , sina-weibo",
        "科大讯飞, 科大讯飞, iflytek",
        "极光SDK, 深圳市和讯华谷信息技术有限公司, jiguang",
        "友盟SDK, 友盟同欣（北京）科技有限公司, umeng",
        "新浪微博移动SDK, 北京微梦创科网络技术有限公司, sina-weibo",
        "数字天堂SDK, , dcloud"
    })
    void a_brand_is_all_that_its_company_has(String name, String company, String id) {
        assertThat(of(name, company)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "统计SDK, 神策网络科技(北京)有限公司, sensors",
        "安全检测SDK, 北京梆梆安全科技有限公司, bangcle",
        "流式语音识别SDK, 北京火山引擎科技有限公司, volc-speech",
        "分享SDK, 友盟同欣（北京）科技有限公司, umeng-share"
    })
    void a_name_that_only_says_of_what_kind_it_is_is_the_one_that_its_company_has_of_that(
            String name, String company, String id) {
        assertThat(of(name, company)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"播放器SDK, 深圳市腾讯计算机系统有限公司", "统计SDK, ", "安全检测SDK, 杭州山雀例科技有限公司", "北京科技SDK, "})
    void a_kind_without_a_company_that_has_just_one_of_it_is_nobody_known(String name, String company) {
        assertThat(of(name, company)).isEmpty();
    }

    @Test
    void the_one_service_of_a_sister_is_not_all_of_the_brand() {
        assertThat(of("联运SDK", "北京小米移动软件有限公司")).doesNotContain("xiaomi-push");
    }

    @Test
    void where_a_brand_and_the_company_beside_it_are_sisters_it_may_be_either() {
        assertThat(of("友盟+SDK", "北京锐讯灵通科技有限公司")).containsExactly("umeng", "cnzz");
    }

    @ParameterizedTest
    @CsvSource({"QQ音乐, ", "X5学习, ", "慧眼识图, 杭州山雀例科技有限公司", "AdMobix, 杭州山雀例科技有限公司"})
    void what_only_begins_like_a_short_name_is_nobody_known(String name, String company) {
        assertThat(of(name, company)).isEmpty();
    }
}

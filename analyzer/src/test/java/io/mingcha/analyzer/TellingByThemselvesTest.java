package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are told by how they are written, by what stands beside them or by what the request is for; and what only looks so. */
class TellingByThemselvesTest {
    private static final String SHOP = "https://www.shop.example/v1/list";

    private static List<String> told(String url, String body, Header... headers) {
        return new Exchanges()
                .post(1, url, body, headers).analyze().exposures().stream()
                        .map(TellingByThemselvesTest::shown)
                        .toList();
    }

    private static String shown(Exposure exposure) {
        return exposure.dataType() + " " + exposure.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uuid\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"k7\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"user\":{\"lx\":\"18b94f2c7d3c8-0f17bb52c7e85c-37617604-fa000-18b94f2c7d3c8\"}}"
            })
    void an_id_that_holds_its_own_moment_twice_is_a_visitors_under_any_name(String body) {
        assertThat(told(SHOP, body)).singleElement().asString().startsWith("visitor_id 18b94f2c7d3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event_session_id\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"request_id\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"traceId\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"event_id\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"nonce\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-28b94f2c7d42c6\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-17b94f2c7d42c6\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b95f2c7d42c6\"}",
                "{\"k\":\"00b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-00b94f2c7d42c6\"}",
                "{\"k\":\"1fb94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-1fb94f2c7d42c6\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-18b94f2c7d42c6-144000\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6-7\"}",
                "{\"k\":\"18b94f2c7d31a5-0c9d27e84g16b3-26031e51-144000-18b94f2c7d42c6\"}",
                "{\"k\":\"58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346-58d1f2a7-3c94\"}"
            })
    void an_id_of_a_session_or_with_two_moments_or_none_is_no_visitors(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("visitor_id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://api.shop.example/registrations/+8613728604417/tokens; {}; phone_number +8613728604417",
                "https://api.shop.example/v1/list; {\"q7\":\"+8613728604417\"}; phone_number +8613728604417",
                "https://api.shop.example/v1/list; {\"handle\":\"+86 137 2860 4417\"}; phone_number +86 137 2860 4417",
                "https://api.shop.example/user/login; {\"m\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/sms/send; {\"to\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/user/register; {\"jh\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/api/sendCode?a=13728604417; {}; phone_number 13728604417",
                "https://api.shop.example/v2/captcha/13728604417; {}; phone_number 13728604417",
                "https://api.shop.example/v2/getVerifyCode; {\"zh\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/api/Login/phone; {\"pushToken\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/client/login; {\"user_id\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/user/getloginsmscode; {\"accId\":\"13728604417\",\"accType\":2}; phone_number 13728604417",
                "https://api.shop.example/svc/userinfo/smscode2; {\"emphone\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/user/sendValidCode; {\"userName\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/forum/user/sendBindCode/13728604417; {}; phone_number 13728604417",
                "https://api.shop.example/pbm/getValidationCode.do; {\"validationAccount\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/v2/openapi/sendVecode; {\"address\":\"13728604417\"}; phone_number 13728604417",
                "https://api.shop.example/auth/v1/login/send; {\"loginId\":\"13728604417\"}; phone_number 13728604417",
            })
    void a_mobile_number_needs_no_name_with_its_country_or_where_somebody_logs_in(
            String url, String body, String expected) {
        assertThat(told(url, body)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://api.shop.example/v1/list; {\"m\":\"13728604417\"}",
                "https://api.shop.example/v1/catalog/13728604417; {}",
                "https://api.shop.example/logs/up; {\"m\":\"13728604417\"}",
                "https://api.shop.example/blog/insert; {\"m\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"appId\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"app_key\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"cid\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"skuId\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"accGroupId\":\"13728604417\"}",
                "https://api.shop.example/goods/getBarCode; {\"q\":\"13728604417\"}",
                "https://api.shop.example/goods/getProductCode; {\"q\":\"13728604417\"}",
                "https://api.shop.example/app/sendCoupon; {\"q\":\"13728604417\"}",
                "https://api.shop.example/app/codeList; {\"q\":\"13728604417\"}",
                "https://api.shop.example/lists/barcode2; {\"q\":\"13728604417\"}",
                "https://api.shop.example/app/blogin; {\"accId\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"promoCode\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"order_no\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"trace\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"ts\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"hotline\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"shop_contact\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"version\":\"13728604417\"}",
                "https://api.shop.example/user/login; {\"m\":\"12028604417\"}",
                "https://api.shop.example/user/login; {\"m\":\"13800138000\"}",
                "https://api.shop.example/user/login; {\"m\":\"137286044170\"}",
                "https://api.shop.example/user/login; {\"m\":\"1.372860441\"}",
                "https://api.shop.example/sms/send; {\"templateId\":\"13728604417\"}",
                "https://api.shop.example/v1/list; {\"kefu\":\"+8613728604417\"}",
                "https://api.shop.example/v1/list; {\"store_line\":\"+8613728604417\"}",
                "https://api.shop.example/v1/list; {\"q\":\"+86137286044170000\"}",
                "https://api.shop.example/v1/list; {\"offset\":\"+8600000000000\"}",
                "https://api.shop.example/v1/list; {\"q\":\"+86 10 6552 9988\"}",
            })
    void digits_elsewhere_and_those_that_are_counted_or_a_shops_are_no_mobile_number(String url, String body) {
        assertThat(told(url, body)).noneMatch(shown -> shown.startsWith("phone_number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dst_name\":\"郑国栋\",\"dst_phone\":\"13951780326\",\"dst_detail_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"connectName\":\"郑国栋\",\"connectMobile\":\"13951780326\",\"connectAddress\":\"南京市鼓楼区汉口路22号\"}",
                "{\"fName\":\"郑国栋\",\"name\":\"x\",\"f\":1,\"party7_name\":\"郑国栋\",\"party7_tel\":\"13951780326\",\"party7_addr\":\"南京市鼓楼区汉口路22号\"}"
            })
    void a_name_is_a_persons_beside_a_number_and_an_address_that_share_its_word(String body) {
        assertThat(told(SHOP, body)).contains("person_name 郑国栋");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dst_name\":\"郑国栋\",\"dst_phone\":\"13951780326\"}",
                "{\"dst_name\":\"郑国栋\",\"dst_detail_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"dst_name\":\"郑国栋\",\"src_phone\":\"13951780326\",\"src_detail_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"shop_name\":\"王老吉\",\"shop_phone\":\"13951780326\",\"shop_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"storeName\":\"周大福\",\"storeMobile\":\"13951780326\",\"storeAddress\":\"南京市鼓楼区汉口路22号\"}",
                "{\"hotel_name\":\"金陵\",\"hotel_phone\":\"13951780326\",\"hotel_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"brand_name\":\"李宁\",\"brand_phone\":\"13951780326\",\"brand_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"seller_name\":\"李宁\",\"seller_phone\":\"13951780326\",\"seller_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"goods_name\":\"王老吉\",\"goods_phone\":\"13951780326\",\"goods_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"station_name\":\"安阳\",\"station_phone\":\"13951780326\",\"station_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"dst_name\":\"菜鸟驿站\",\"dst_phone\":\"13951780326\",\"dst_detail_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"dst_name\":\"电热水壶\",\"dst_phone\":\"13951780326\",\"dst_detail_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"courier_name\":\"郑国栋\",\"courier_phone\":\"13951780326\",\"courier_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"market_name\":\"郑国栋\",\"market_phone\":\"13951780326\",\"market_address\":\"南京市鼓楼区汉口路22号\"}",
                "{\"from_name\":\"安阳\",\"from_code\":\"13951780326\",\"from_address\":\"3\"}"
            })
    void a_brand_a_station_and_whoever_serves_are_no_person_of_the_form(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("person_name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ticketStr\":\"O,0,1,孙志强,1,410105198807152735,13598071162,N\"}",
                "{\"v\":\"孙志强|410105198807152735|13598071162\"}",
                "{\"v\":\"3;孙志强;13598071162;410105198807152735\"}"
            })
    void a_person_in_cells_without_names_is_told_by_the_paper_and_what_stands_beside_it(String body) {
        assertThat(told(SHOP, body))
                .contains("resident_id 410105198807152735", "person_name 孙志强", "phone_number 13598071162");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":\"孙志强|410105198807152736|13598071162\"}",
                "{\"v\":\"孙志强|13598071162|N\"}",
                "{\"v\":\"安阳,常州,金华,温州,13598071162\"}",
                "{\"v\":\"410105198807152735 孙志强 13598071162\"}",
                "{\"v\":\"孙志强|410105198807152735999|13598071162\"}",
                "{\"v\":\"a|1.0|202411281530221234|13598071162|N\"}",
                "{\"v\":\"孙志强,000000000000000000,13598071162\"}",
                "{\"v\":\"金华,111111111111111111,1\"}",
                "{\"v\":\"G1234,2024-11-28,安阳,常州,410105,13598071162\"}",
                "{\"v\":\"id:410105198807152736,name:孙志强x,13598071162\"}"
            })
    void cells_without_a_paper_whose_digit_agrees_are_nobodys(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("person_name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"钟文彬\",\"xb\":\"男\",\"xh\":\"2017213562\"}",
                "{\"name\":\"钟文彬\",\"sex\":\"女\",\"openid\":\"oIaII0U0C-cJdbcnbhUMPemIlPO4\"}"
            })
    void two_that_say_little_speak_for_a_name(String body) {
        assertThat(told(SHOP, body)).contains("person_name 钟文彬");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"李宁\",\"sex\":\"男\"}",
                "{\"name\":\"李宁\",\"sex\":\"男\",\"price\":\"399\",\"school\":\"清华大学\"}",
                "{\"goods\":{\"name\":\"李宁\",\"sex\":\"男\",\"school\":\"清华大学\"}}",
                "{\"name\":\"李宁\",\"openid\":\"oIaII0U0C-cJdbcnbhUMPemIlPO4\"}",
                "{\"filter\":{\"name\":\"李宁\",\"sex\":\"男\",\"grade\":\"三年级\"}}",
                "{\"hero\":{\"name\":\"李白\",\"sex\":\"男\",\"school\":\"清华大学\"}}",
                "{\"doctor\":{\"name\":\"王建国\",\"sex\":\"男\",\"school\":\"协和医学院\"}}",
                "{\"name\":\"首页\",\"sex\":\"男\",\"xh\":\"2017213562\"}",
                "{\"name\":\"王老吉\",\"xh\":\"2017213562\"}",
                "{\"name\":\"李宁\",\"sex\":\"unknown\",\"xh\":\"7\"}"
            })
    void one_alone_and_what_things_have_speak_for_no_name(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("person_name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deviceid\":\"866149030893950\",\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"device_id\":\"866149030893950\",\"device_uuid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}"
            })
    void an_apps_id_of_its_device_counts_beside_the_number_of_a_telephone_under_a_general_name(String body) {
        assertThat(told(SHOP, body)).anyMatch(shown -> shown.startsWith("device_fingerprint"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deviceid\":\"866149030893951\",\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"orderid\":\"866149030893950\",\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"deviceid\":\"866149030893950\",\"request_udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"deviceid\":\"866149030893950\",\"uuid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"deviceid\":\"866149030893950\",\"did\":\"12\"}",
                "{\"deviceid\":\"866149030893950\",\"iid\":\"000000000000\"}",
                "{\"deviceid\":\"866149030893950\",\"terminal_id\":\"front\"}",
                "{\"deviceid\":\"866149030893950\",\"product_key\":\"a1b2\",\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"deviceid\":\"12345\",\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}",
                "{\"udid\":\"9a5b3c1e-28f0-11e8-b467-0ed5f89f718b\"}"
            })
    void an_id_beside_another_number_or_of_a_thing_is_no_fingerprint(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("device_fingerprint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"170976fa8a3b5568b17", "1a0018970a242ca8039"})
    void nineteen_digits_that_a_push_service_knows_a_telephone_by_are_its_token(String token) {
        assertThat(told(SHOP, "{\"deviceToken\":\"" + token + "\"}")).containsExactly("push_token " + token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deviceToken\":\"1709760000000000017\"}",
                "{\"deviceToken\":\"270976fa8a3b5568b17\"}",
                "{\"deviceToken\":\"170976fa8a3b5568b1\"}",
                "{\"deviceToken\":\"170976fa8a3b5568b17a\"}",
                "{\"accessToken\":\"170976fa8a3b5568b17\"}",
                "{\"token\":\"170976fa8a3b5568b17\"}",
                "{\"csrf_token\":\"170976fa8a3b5568b17\"}",
                "{\"pushToken\":\"13951780326\"}",
                "{\"deviceToken\":\"13951780326\"}",
                "{\"traceId\":\"170976fa8a3b5568b17\"}"
            })
    void other_digits_and_other_tokens_are_no_push_services(String body) {
        assertThat(told(SHOP, body)).noneMatch(shown -> shown.startsWith("push_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"计算机2018-03班", "18软工2班", "机械2019级2班"})
    void a_class_of_a_university_is_one(String value) {
        assertThat(told(SHOP, "{\"className\":\"" + value + "\",\"phone\":\"13951780326\"}"))
                .contains("grade_class " + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.shop.Main3",
                "btn-primary",
                "a2018-03班",
                "早班",
                "2024-11-28",
                "2018",
                "软件工程",
                "快车2班次",
                "K2018",
                "夜间3号班车"
            })
    void a_class_of_a_program_a_page_or_a_timetable_is_none(String value) {
        assertThat(told(SHOP, "{\"className\":\"" + value + "\",\"phone\":\"13951780326\"}"))
                .noneMatch(shown -> shown.startsWith("grade_class"));
    }
}

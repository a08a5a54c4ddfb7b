package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids by which pages know a browser again; beside each what is a session's, a server's, a consent or a time. */
class VisitorsTest {

    private static List<Exposure> visitors(String body, Header... headers) {
        return new Exchanges()
                .post(1, "https://www.shop.example/v1", body, headers).analyze().exposures().stream()
                        .filter(exposure -> exposure.dataType().equals("visitor_id"))
                        .toList();
    }

    private static List<String> ids(String cookie) {
        return visitors("", new Header("Cookie", "lang=zh; " + cookie + "; theme=dark")).stream()
                .map(Exposure::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UID=1B7d4e90c2a85f31b6d07e9c41699012345; 1B7d4e90c2a85f31b6d07e9c41699012345",
                "UID=4c81d7e-23.61.207.45-1431820467; 4c81d7e-23.61.207.45-1431820467",
                "_ga=GA1.2.1839204756.1699012345; 1839204756.1699012345",
                "_ga=GA1.1-2.1839204756.1699012345; 1839204756.1699012345",
                "_fbp=fb.1.1699012345678.1839204756; 1839204756",
                "__utma=96182344.1839204756.1699012345.1699012345.1699099999.3; 1839204756.1699012345",
                "BAIDUID=7C4E91B23A5D48F6B1C7D92E60A85F13:FG=1; 7C4E91B23A5D48F6B1C7D92E60A85F13",
                "UM_distinctid=18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6; 18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6",
                "cna=q2XkHf8sNgECAXjwT4mZr9Lc; q2XkHf8sNgECAXjwT4mZr9Lc",
                "_pk_id.7.1fff=9c2e41d87b3ea650.1699012345.; 9c2e41d87b3ea650",
                "ajs_anonymous_id=%2258d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346%22; 58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "mp_a1b2c3_mixpanel=%7B%22distinct_id%22%3A%20%22%24device%3A18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6%22%7D; 18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6",
                "AMCV_9E1005A551ED61CA0A490D45%40AdobeOrg=179643557%7CMCIDTS%7C19300%7CMCMID%7C58213947102938475610293847561029384756%7CMCAAMLH-1; 58213947102938475610293847561029384756",
                "sp_t=58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346; 58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "grwng_uid=58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346; 58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "zg_did=%7B%22did%22%3A%2218b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6%22%7D; 18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6",
                "__jda=122270672.16990123456781839204756.1699012345.1699012345.1699099999.2; 16990123456781839204756",
                "buvid3=7C4E91B2-3A5D-48F6-B1C7-D92E60A85F1383721infoc; 7C4E91B2-3A5D-48F6-B1C7-D92E60A85F1383721infoc",
                "_clck=1k8m2q7|2|fq3|0|1432; 1k8m2q7",
                "aam_uuid=58213947102938475610293847561029384756; 58213947102938475610293847561029384756",
                "mba_muid=16990123456781839204756.102.1699012345678; 16990123456781839204756",
                "did=web_4b9c2f07d81e11ee9c35c0f4b8d29e71; web_4b9c2f07d81e11ee9c35c0f4b8d29e71",
                "_uetvid=4b9c2f07d81e11ee9c35c0f4b8d29e71; 4b9c2f07d81e11ee9c35c0f4b8d29e71",
                "__stripe_mid=4b9c2f07-d81e-41ee-9c35-c0f4b8d29e714b9c2f; 4b9c2f07-d81e-41ee-9c35-c0f4b8d29e714b9c2f",
                "ubid-acbfr=257-8104936-1170235; 257-8104936-1170235",
                "t_gid=4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71-tuct9c35c0f; 4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71",
                "sb=kQ7rT2xWmVbN4cLpZ9sDfGhJ; kQ7rT2xWmVbN4cLpZ9sDfGhJ",
                "WT_FPC=id=4b9c2f07d81e11ee9c35c0:lv=1688012345678:ss=1688012345679; 4b9c2f07d81e11ee9c35c0",
                "__bid_n=18b94f2c7d31a50c9d27e84f; 18b94f2c7d31a50c9d27e84f",
                "_uab_collina=169901234567839204756182; 169901234567839204756182",
                "q_c1=4b9c2f07d81e11ee9c35c0f4b8d29e71|1699012345678|1699012345678; 4b9c2f07d81e11ee9c35c0f4b8d29e71",
                "_uuid=7C4E91B23-A5D8-48F6-B1C7-D92E60A85F1383721infoc; 7C4E91B23-A5D8-48F6-B1C7-D92E60A85F1383721infoc",
                "anon_id=XZ58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346; XZ58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "WNMCID=qsuewa.1642125840188.01.0; qsuewa.1642125840188.01.0",
                "LARK_SALE_UID=27183946; 27183946",
                "_userGUID=0:l8q4zt1k:J7uTzpB2PqXRZHk6I8PL7H1kekpNC1Hd; 0:l8q4zt1k:J7uTzpB2PqXRZHk6I8PL7H1kekpNC1Hd",
                "fr=0YkQ7rT2xWmVbN4cL..Bg5T5s..GEN.1.0.BhC1uu.; 0YkQ7rT2xWmVbN4cL",
                "fr=1VkQ7rT2xWmVbN4cL.AWWUe4hYE3iCRc2II8N-ohtS6R8.BmJKj_..AAA.0.0.BmJn_b.AWXOYnDzwR8; 1VkQ7rT2xWmVbN4cL",
                "ELOQUA=GUID=7C4E91B23A5D48F6B1C7D92E60A85F13; 7C4E91B23A5D48F6B1C7D92E60A85F13",
                "_br_uid_2=uid%3D7797686432023%3Av%3D11.5%3Ats%3D1428617911187%3Ahc%3D55; 7797686432023",
                "_biz_uid=4b9c2f07d81e41ee9c35c0f4b8d29e71; 4b9c2f07d81e41ee9c35c0f4b8d29e71",
                "anonymousId=4B9C2F07D81E41EE9C35C0F4B8D29E71; 4B9C2F07D81E41EE9C35C0F4B8D29E71",
                "shop_mail=%7B%22distinct_id%22%3A%2218b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6%22%7D; 18b94f2c7d31a5-0c9d27e84f16b3-26031e51-144000-18b94f2c7d42c6",
                "lm_visitor_id=4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71; 4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71",
            })
    void an_id_of_a_visitor_is_told_by_the_name_of_its_cookie(String cookie, String id) {
        assertThat(ids(cookie)).containsExactly(id);
    }

    @Test
    void of_a_cookie_in_json_the_anonymous_id_counts_and_not_the_account() {
        String id = "18b94f2c7d31a5-0c9d27e84f16b3-26031e51-1440000-18b94f2c7d42c6";
        assertThat(ids("sensorsdata2015jssdkcross=%7B%22distinct_id%22%3A%22u-4827193%22%2C%22first_id%22%3A%22" + id
                        + "%22%2C%22props%22%3A%7B%22%24latest_referrer%22%3A%22%22%7D%7D"))
                .containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "_ga_9XK2=GS1.1.1699012345.3.1.1699012999.0.0.0",
                "_gat=1",
                "Hm_lvt_5c1f0a=1699012345",
                "OptanonConsent=isGpcEnabled=0&datestamp=Fri+Nov+03+2023&consentId=58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "euconsent-v2=CPz1yQAPz1yQAAcABBENDdCsAP_AAH_AAAAAJrtf_X__b2_j-_5_f_t0eY1P9_7",
                "AWSALB=Qk8sT2mXr9LcNgECAXjwT4mZr9Lcq2XkHf8sNgECAXjwT4mZr9Lc",
                "JSESSIONID=7C4E91B23A5D48F6B1C7D92E60A85F13",
                "XSRF-TOKEN=58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "BIGipServerpool_web=1677787402.36895.0000",
                "_uetsid=4b9c2f07d81e11ee9c35c0f4b8d29e71",
                "b_nut=1699012345",
                "MUID=abc",
                "did=4b9c2f07d81e6a35",
                "a1=buy",
                "NID=42",
                "grwng_uid=17",
                "sp_t=dark",
                "9c2e41d87b3ea650_gr_session_id=58d1f2a7-3c94-4e6b-a1d0-7f2c95e8b346",
                "zg_did=%7B%22did%22%3A%22none%22%7D",
                "_ga=GA1.2.undefined",
                "UID=28716354",
                "UIDR=1699012345",
                "UID=1B7d4e90c2a85f31b6d07e9c4",
                "menu_uuid=4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71",
                "lark_uid=20261127130455882",
                "LARK_SALE_UID=0",
                "fr=fr_FR",
                "fr=1",
                "fr=www.shop.example",
                "fr=0YkQ7rT2xWmVbN4cL",
                "ELOQUA=GUID=",
                "ELQOPTOUT=1",
                "_br_uid_2=uid%3Dapp%3Av%3D11.5",
                "_biz_nA=4",
                "_biz_uid=none",
                "anonymousId=00000000000000000000000000000000",
                "anonymousId=20261127130455882013045588201304",
                "anonymousId=anonymous",
                "x=%7B%22distinct_id%22%3A%22u-4827193%22%7D",
                "x=%7B%22distinct_id%22%3A%222026-11-27-13-04%22%7D",
            })
    void sessions_consents_servers_and_times_are_none(String cookie) {
        assertThat(ids(cookie)).isEmpty();
    }

    @Test
    void a_name_that_only_one_vendor_uses_tells_it_outside_cookies_too() {
        assertThat(visitors("{\"_ga\":\"GA1.2.1839204756.1699012345\"}")).hasSize(1);
        assertThat(visitors("{\"cna\":\"q2XkHf8sNgECAXjwT4mZr9Lc\"}")).isEmpty();
        assertThat(visitors("{\"cookie\":\"lang=zh; cna=q2XkHf8sNgECAXjwT4mZr9Lc; theme=dark\"}"))
                .hasSize(1);
    }

    @Test
    void a_name_told_apart_from_all_others_may_be_written_in_any_way() {
        assertThat(visitors("{\"randomizedBundleToken\":\"918273645546372819\"}"))
                .hasSize(1);
        assertThat(visitors("{\"bundleToken\":\"918273645546372819\"}")).isEmpty();
    }

    @Test
    void a_client_that_says_it_is_anonymous_is_a_visitor() {
        assertThat(visitors("", new Header("AnonymousClientId", "4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71")))
                .hasSize(1);
        assertThat(visitors("", new Header("X-Lark-ClientId", "4b9c2f07-d81e-41ee-9c35-c0f4b8d29e71")))
                .isEmpty();
    }

    @Test
    void it_is_no_account_and_no_fingerprint() {
        Exposure visitor = visitors("", new Header("Cookie", "_ga=GA1.2.1839204756.1699012345"))
                .get(0);
        assertThat(visitor.path()).endsWith("cookie:_ga");
        assertThat(visitor.confidence()).isGreaterThan(0.8);
    }

    private static boolean isUndeclared(String declared) {
        return new Exchanges()
                        .declares(List.of(), declared)
                        .post(
                                1,
                                "https://www.shop.example/v1",
                                "",
                                new Header("Cookie", "_ga=GA1.2.1839204756.1699012345"))
                        .analyze()
                        .findings()
                        .stream()
                        .anyMatch(finding -> finding.rule().equals("DECL-01"));
    }

    @Test
    void who_declares_cookies_or_ids_of_the_device_has_declared_it() {
        assertThat(isUndeclared("session_token")).isFalse();
        assertThat(isUndeclared("device_fingerprint")).isFalse();
        assertThat(isUndeclared("visitor_id")).isFalse();
        assertThat(isUndeclared("phone_number")).isTrue();
    }

    @Test
    void what_a_vendor_keeps_of_a_visitor_holds_no_account() {
        String within = Base64.getEncoder()
                .withoutPadding()
                .encodeToString("uid=WlRJeU56RTRNekF0TkRZMU5pMDBPV".getBytes(StandardCharsets.UTF_8));
        String plain = Base64.getEncoder()
                .withoutPadding()
                .encodeToString("uid=58213947102&n=4".getBytes(StandardCharsets.UTF_8));

        assertThat(new Exchanges()
                        .get(1, "https://www.shop.example/", new Header("Cookie", "_pin_unauth=" + within))
                        .get(2, "https://www.shop.example/", new Header("Cookie", "_pin_unauth=" + plain + "xAbCdEf0"))
                        .get(3, "https://www.shop.example/", new Header("Cookie", "kept=" + plain))
                        .analyze()
                        .exposures())
                .extracting(Exposure::flow, Exposure::dataType)
                .contains(tuple(0, "visitor_id"), tuple(1, "visitor_id"))
                .doesNotContain(tuple(0, "user_id_app"), tuple(1, "user_id_app"));
    }
}

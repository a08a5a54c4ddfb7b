package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An id that says too little in one request is the user's or the app's own if it never changes; those who are looked at do. */
class ConstantIdsTest {
    private static final String USER = "20914735";
    private static final String OTHER = "48812093";
    private static final String DEVICE = "3f9a1c0e7b52d846";
    private static final String DRAWN = "4e7b1d90c2a8f3654e9b1d77c2a80365";
    private static final String UUID = "05ee7187-2cf2-4fcf-a147-967991769221";
    private static final String API = "https://api.shop.example/";

    private final Exchanges exchanges = new Exchanges();
    private int second;

    private ConstantIdsTest asks(String path) {
        exchanges.get(++second, API + path);
        return this;
    }

    private ConstantIdsTest says(String path, String body) {
        exchanges.post(++second, API + path, body);
        return this;
    }

    private ConstantIdsTest answered(String path, String answer) {
        exchanges.answering(++second, API + path, answer);
        return this;
    }

    private List<Exposure> told() {
        return exchanges.analyze().exposures().stream()
                .filter(e -> e.direction() == Direction.REQUEST)
                .toList();
    }

    @Test
    void an_account_is_told_in_each_request_and_only_suspected() {
        asks("index?uid=" + USER + "&page=1").asks("sign?uid=" + USER).asks("coupon/list?uid=" + USER);

        assertThat(told())
                .extracting(Exposure::flow, Exposure::dataType, Exposure::value, Exposure::confidence)
                .containsExactly(
                        tuple(0, "user_id_app", USER, 0.6),
                        tuple(1, "user_id_app", USER, 0.6),
                        tuple(2, "user_id_app", USER, 0.6));
    }

    @Test
    void so_is_a_device_in_bodies() {
        says("login", "{\"deviceId\":\"" + DEVICE + "\",\"a\":1}")
                .says("sign", "{\"data\":{\"deviceId\":\"" + DEVICE + "\"}}")
                .says("cart", "{\"deviceId\":\"" + DEVICE + "\",\"b\":[1]}");

        assertThat(told())
                .extracting(Exposure::flow, Exposure::dataType)
                .containsExactly(
                        tuple(0, "device_fingerprint"), tuple(1, "device_fingerprint"), tuple(2, "device_fingerprint"));
    }

    @Test
    void so_is_a_key_that_is_called_a_devices() {
        asks("cars?deviceKey=" + DEVICE).asks("cities?deviceKey=" + DEVICE).asks("login?deviceKey=" + DEVICE);

        assertThat(told()).hasSize(3);
    }

    private static final String AMONG = "\"os_version\":\"android13\",\"versionCode\":439,\"net\":\"wifi\"";

    @Test
    void so_is_a_uuid_under_any_name_among_what_the_telephone_says_of_itself() {
        says("near", "{\"tra\":\"" + UUID + "\"," + AMONG + "}")
                .says("send", "{\"tra\":\"" + UUID + "\"," + AMONG + "}");

        assertThat(told())
                .extracting(Exposure::flow, Exposure::dataType, Exposure::confidence)
                .containsExactly(tuple(0, "device_fingerprint", 0.6), tuple(1, "device_fingerprint", 0.6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"traceNo\":\"" + UUID + "\"," + AMONG,
                "\"app_key\":\"" + UUID + "\"," + AMONG,
                "\"tenant\":\"" + UUID + "\"," + AMONG,
                "\"aid\":\"" + UUID + "\"," + AMONG,
                "\"session_ref\":\"" + UUID + "\"," + AMONG,
                "\"tra\":\"" + UUID + "\",\"page\":\"1\",\"os_version\":\"android13\"",
                "\"tra\":\"4e7b1d90c2a8f3654e9b1d77c2a80365\"," + AMONG
            })
    void what_is_called_another_things_or_is_no_uuid_or_stands_alone_is_none(String fields) {
        says("near", "{" + fields + "}").says("send", "{" + fields + "}").says("list", "{" + fields + "}");

        assertThat(told()).isEmpty();
    }

    @Test
    void a_uuid_that_changes_is_none() {
        says("near", "{\"tra\":\"" + UUID + "\"," + AMONG + "}")
                .says("send", "{\"tra\":\"" + UUID + "\"," + AMONG + "}")
                .says("list", "{\"tra\":\"" + UUID.replace('4', '5') + "\"," + AMONG + "}");

        assertThat(told()).isEmpty();
    }

    @Test
    void what_a_header_told_once_counts_among_the_three() {
        exchanges.get(++second, API + "index?x=1", new Header("uid", USER));
        exchanges.get(++second, API + "sign?x=1", new Header("uid", USER));
        asks("lottery?uid=" + USER);

        assertThat(told())
                .filteredOn(e -> e.flow() == 2)
                .extracting(Exposure::dataType)
                .containsExactly("user_id_app");
    }

    @Test
    void nobody_is_logged_in_at_first() {
        asks("index?uid=0").asks("home?uid=" + USER).asks("sign?uid=" + USER).asks("coupon?uid=" + USER);

        assertThat(told()).hasSize(3);
    }

    @Test
    void a_server_may_speak_of_an_account_that_it_was_told() {
        asks("index?uid=" + USER)
                .answered("me?uid=" + USER, "{\"user\":{\"uid\":" + USER + "}}")
                .asks("sign?uid=" + USER);

        assertThat(told()).hasSize(3);
    }

    @Test
    void where_one_path_answers_everything_what_is_asked_stands_behind_it() {
        says("gateway?vehicle.list", "{\"deviceId\":\"" + DEVICE + "\",\"a\":1}")
                .says("gateway?order.submit", "{\"deviceId\":\"" + DEVICE + "\",\"b\":1}")
                .says("gateway?face.query", "{\"deviceId\":\"" + DEVICE + "\",\"c\":1}");

        assertThat(told()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway?method=%s&v=1", "client.action?functionId=%s"})
    void or_under_a_name_in_the_query(String path) {
        for (String asked : List.of("vehicle.list", "order.submit", "face.query")) {
            says(path.replace("%s", asked), "{\"deviceId\":\"" + DEVICE + "\",\"q\":1}");
        }

        assertThat(told()).hasSize(3);
    }

    @Test
    void or_beside_it() {
        for (String asked : List.of("Radar", "Bid", "Plate")) {
            says("index.php", "{\"c\":\"Home\",\"a\":\"" + asked + "\",\"deviceId\":\"" + DEVICE + "\"}");
        }

        assertThat(told()).hasSize(3);
    }

    @Test
    void what_is_made_up_for_each_request_is_no_question() {
        for (String made : List.of("k7f3a91c", "p2d8b04e", "m5c1e77a")) {
            says("index.php?a=" + made, "{\"m\":\"" + made + "\",\"deviceId\":\"" + DEVICE + "\"}");
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void the_same_question_again_is_one() {
        for (int i = 0; i < 3; i++) {
            says("gateway?vehicle.list", "{\"deviceId\":\"" + DEVICE + "\",\"a\":" + i + "}");
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void of_a_devices_that_was_drawn_two_are_enough() {
        asks("index?deviceId=" + DRAWN).asks("sign?deviceId=" + DRAWN);

        assertThat(told()).hasSize(2);
    }

    @Test
    void not_if_a_server_said_it_or_there_is_another() {
        answered("list?page=1", "{\"devices\":[{\"deviceId\":\"" + DRAWN + "\"}]}")
                .asks("index?deviceId=" + DRAWN)
                .asks("sign?deviceId=" + DRAWN);
        assertThat(told()).isEmpty();

        says("state", "{\"deviceId\":\"9d1b4e7b90c2a8f365e4b7d1c2a80365\"}");
        assertThat(told()).isEmpty();
    }

    @Test
    void two_requests_are_too_few() {
        asks("index?uid=" + USER).asks("sign?uid=" + USER);

        assertThat(told()).isEmpty();
    }

    @Test
    void one_path_may_be_a_page_that_loads_again() {
        asks("profile?uid=" + USER).asks("profile?uid=" + USER).asks("profile?uid=" + USER);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid=" + OTHER, "uid=17", "uid=kefu"})
    void where_others_stand_too_nobody_is_at_hand(String other) {
        asks("index?uid=" + USER)
                .asks("sign?uid=" + USER)
                .asks("coupon?uid=" + USER)
                .asks("profile?" + other);

        assertThat(told()).isEmpty();
    }

    @Test
    void of_those_in_a_list_none_is_at_hand() {
        String several = "{\"rows\":[{\"uid\":\"" + USER + "\"},{\"uid\":\"" + OTHER + "\"}]}";
        says("a", several).says("b", several).says("c", several);

        assertThat(told()).isEmpty();
    }

    @Test
    void a_friend_whom_a_list_named_is_not_at_hand() {
        answered("friends?page=1", "{\"list\":[{\"uid\":\"" + USER + "\"},{\"uid\":\"" + OTHER + "\"}]}")
                .asks("profile?uid=" + USER)
                .asks("posts?uid=" + USER)
                .asks("photos?uid=" + USER);

        assertThat(told()).isEmpty();
    }

    @Test
    void the_author_of_a_page_is_not_at_hand() {
        answered("article?id=7", "{\"title\":\"x\",\"author\":{\"userId\":" + USER + "}}")
                .asks("author/head?userId=" + USER)
                .asks("author/more?userId=" + USER)
                .asks("author/fans?userId=" + USER);

        assertThat(told()).isEmpty();
    }

    @Test
    void somebody_who_is_looked_at_for_a_while_is_not_at_hand() {
        asks("profile?uid=" + USER).asks("posts?uid=" + USER).asks("photos?uid=" + USER);
        for (int i = 0; i < 4; i++) {
            asks("feed?page=" + i);
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void a_lamp_of_which_the_server_speaks_is_no_telephone() {
        says("status", "{\"deviceId\":\"" + DEVICE + "\"}")
                .answered("detail?deviceId=" + DEVICE, "{\"deviceId\":\"" + DEVICE + "\",\"name\":\"客厅灯\"}")
                .says("control", "{\"deviceId\":\"" + DEVICE + "\",\"on\":true}");

        assertThat(told()).isEmpty();
    }

    @Test
    void an_appliance_that_reports_itself_is_no_telephone() {
        String self = "{\"deviceId\":\"" + DEVICE + "\",\"firmwareVersion\":\"1.0.3\"}";
        says("up", self).says("state", self).says("log", self).says("ota", "{\"deviceId\":\"" + DEVICE + "\"}");

        assertThat(told()).isEmpty();
    }

    @Test
    void the_apps_own_key_is_nobodys() {
        asks("index?uid=" + USER + "&appKey=" + USER).asks("sign?uid=" + USER).asks("coupon?uid=" + USER);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "appId",
                "appkey",
                "requestId",
                "shopId",
                "storeId",
                "courseId",
                "roomId",
                "articleId",
                "targetUserId",
                "authorId",
                "seller_uid",
                "tenantId",
                "accountId",
                "customerId",
                "projectId",
                "channelId",
                "sessionId",
                "anchorUid",
                "toUid",
                "terminalId",
                "machineId",
                "lampDeviceId"
            })
    void other_names_are_of_others(String name) {
        asks("a?" + name + "=" + USER).asks("b?" + name + "=" + USER).asks("c?" + name + "=" + USER);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "20260601", "1749456123", "88888888", "1749456123456"})
    void values_that_are_counted_or_a_time_tell_nobody(String value) {
        asks("a?uid=" + value).asks("b?uid=" + value).asks("c?uid=" + value);

        assertThat(told()).filteredOn(e -> e.dataType().equals("user_id_app")).isEmpty();
    }

    @Test
    void each_server_is_asked_for_itself() {
        exchanges.get(1, API + "a?uid=" + USER);
        exchanges.get(2, "https://one.example/b?uid=" + USER);
        exchanges.get(3, "https://two.example/c?uid=" + USER);

        assertThat(told()).isEmpty();
    }

    @Test
    void services_that_many_apps_use_know_devices() {
        for (String path : List.of("a", "b", "c")) {
            exchanges.get(++second, "https://ping.chartbeat.net/" + path + "?device_id=" + DEVICE);
        }

        assertThat(told()).hasSize(3);
    }

    @Test
    void known_services_number_their_customers() {
        for (String path : List.of("a", "b", "c")) {
            exchanges.get(++second, "https://ping.chartbeat.net/" + path + "?uid=" + USER);
        }

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hp_uuid",
                "exampleGuid",
                "pine_udid",
                "fooDeviceId",
                "pinedeviceid",
                "ttuuid",
                "hollow_device_id",
                "pineDfid",
                "phone_guid",
                "hp_did",
                "uuid"
            })
    void a_makers_own_name_of_a_device_is_one_by_what_it_ends_in(String name) {
        asks("a?" + name + "=" + DEVICE).asks("b?" + name + "=" + DEVICE).asks("c?" + name + "=" + DEVICE);

        assertThat(told())
                .extracting(Exposure::flow, Exposure::dataType, Exposure::confidence)
                .containsExactly(
                        tuple(0, "device_fingerprint", 0.6),
                        tuple(1, "device_fingerprint", 0.6),
                        tuple(2, "device_fingerprint", 0.6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_uuid",
                "requestGuid",
                "session_uuid",
                "trace_uuid",
                "messageUuid",
                "event_uuid",
                "page_guid",
                "orderdeviceid",
                "menuuuid",
                "productUuid",
                "user_uuid",
                "app_uuid",
                "lampDeviceId",
                "cloudid",
                "languid",
                "candid",
                "placeDid",
                "schemaUuid",
                "viewerUuid",
                "beaconUuid",
                "serviceUuid",
                "scaleDeviceId",
                "orderDid"
            })
    void but_not_of_what_else_has_ids(String name) {
        asks("a?" + name + "=" + DEVICE).asks("b?" + name + "=" + DEVICE).asks("c?" + name + "=" + DEVICE);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1749456123", "com.hollow.pine", "pine-main-page", "42", "aaaaaaaaaaaaaaaa"})
    void nor_what_has_not_the_form_of_one(String value) {
        asks("a?hp_uuid=" + value).asks("b?hp_uuid=" + value).asks("c?hp_uuid=" + value);

        assertThat(told()).isEmpty();
    }

    @Test
    void nor_what_changes_or_a_server_said() {
        asks("a?hp_uuid=" + DEVICE)
                .asks("b?hp_uuid=" + DEVICE)
                .asks("c?hp_uuid=" + DEVICE)
                .asks("d?hp_uuid=e07b13c5a9264fd8");
        says("a", "{\"hpGuid\":\"60d1b2f7c3984ea5\"}")
                .answered("b?hpGuid=60d1b2f7c3984ea5", "{\"id\":\"60d1b2f7c3984ea5\"}")
                .says("c", "{\"hpGuid\":\"60d1b2f7c3984ea5\"}");

        assertThat(told()).isEmpty();
    }

    @Test
    void in_a_cookie_a_browser_is_known_by_it() {
        for (String path : List.of("a", "b", "c")) {
            exchanges.get(++second, API + path + "?x=1", new Header("Cookie", "hp_guid=" + DEVICE));
        }

        assertThat(told()).extracting(Exposure::dataType).containsExactly("visitor_id", "visitor_id", "visitor_id");
    }

    @Test
    void what_else_a_company_is_told_at_another_host_makes_no_difference() {
        for (int i = 0; i < 9; i++) {
            exchanges.post(++second, "https://stat.shop.example/e" + i, "{\"k\":" + i + "}");
        }
        asks("a?deviceId=" + DEVICE).asks("b?deviceId=" + DEVICE).asks("c?deviceId=" + DEVICE);

        assertThat(told()).extracting(Exposure::flow).containsExactly(9, 10, 11);
    }

    @Test
    void several_hosts_together_are_as_good_as_one() {
        asks("a?deviceId=" + DEVICE);
        exchanges.get(++second, "https://m.shop.example/b?deviceId=" + DEVICE);
        exchanges.get(++second, "https://pay.shop.example/c?deviceId=" + DEVICE);

        assertThat(told()).hasSize(3);
    }

    @Test
    void who_is_looked_at_on_one_host_is_not_at_hand_if_another_account_is_on_another() {
        for (String path : List.of("a", "b", "c")) {
            exchanges.get(++second, "https://space.shop.example/" + path + "?uid=" + OTHER);
            asks(path + "?uid=" + USER);
        }

        assertThat(told()).isEmpty();
    }

    /** Of Alibaba and of Kimi nobody said whose they are. */
    @ParameterizedTest
    @ValueSource(strings = {"https://h5api.m.alibaba.com/", "https://kimi.moonshot.cn/"})
    void the_app_of_a_platform_knows_accounts_where_the_session_names_no_servers_of_its_own(String api) {
        for (String path : List.of("a", "b", "c")) {
            exchanges.get(++second, api + path + "?uid=" + USER);
        }

        assertThat(told()).isEmpty();
        exchanges.firstParty();
        assertThat(told()).extracting(Exposure::dataType).containsExactly("user_id_app", "user_id_app", "user_id_app");
    }

    @Test
    void but_no_service_that_many_apps_use_does() {
        exchanges.firstParty();
        known_services_number_their_customers();
    }
}

package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of accounts: of whom a request is sent for, told from those of others, of things and of nobody. */
class UserIdsTest {
    private static final String TYPE = "user_id_app";

    private static List<String> headed(String name, String value) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", "{}", new Header(name, value)).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    private static String token(String claims) {
        Base64.Encoder coder = Base64.getUrlEncoder().withoutPadding();
        return coder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + coder.encodeToString(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJlLW9mLTMyLWJ5dGVzLWhlcmUtMDEyMzQ1Njc";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-User-Id           | 58213377",
                "userId              | u-58213377",
                "X-Larkmart-User-Id  | 7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365",
                "X-Uid               | 100482913",
                "Cookie              | lang=zh; user_id=58213377",
                "Cookie              | lk_uid=58213377",
                "Cookie              | larkmart_memberid=58213377",
                "Cookie              | member_id=5f3c9a1e7b2d4c6f8a0e1b3d",
                "Cookie              | session={\"accountId\":\"58213377\"}",
            })
    void in_a_header_or_a_cookie_an_account_is_the_senders_own(String header, String value) {
        assertThat(headed(header, value)).contains(TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"currentUserId", "my_uid", "selfUserId", "auth_uid", "loggedInUserId"})
    void a_name_may_say_that_it_is_who_is_logged_in(String name) {
        assertThat(typesIn("{\"" + name + "\":\"58213377\"}")).containsExactly(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current_id",
                "currentPage",
                "my_id",
                "my_shop_id",
                "self_id",
                "auth_id",
                "auth_code",
                "currentUserIdCount",
                "currentItemUid",
                "curPageId",
                "myOrderUid"
            })
    void and_not_what_else_is_his_or_current(String name) {
        assertThat(typesIn("{\"" + name + "\":\"58213377\"}")).doesNotContain(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub':'58213377','exp':1795842743}",
                "{'sub':'auth0-7b2d4c6f8a0e1b3d','iat':1795842743}",
                "{'userId':'58213377','exp':1795842743}",
                "{'exp':1795842743,'user':{'id':'58213377','name':'x','isAnonymous':false}}",
                "{'iat':1795842743,'member':{'memberId':58213377}}",
                "{'account':{'uid':'5f0c1d2e3b4a59687f6e5d4c'},'exp':1795842743}",
            })
    void a_token_says_whose_it_is(String claims) {
        assertThat(headed("Authorization", "Bearer " + token(claims))).contains(TYPE);
        assertThat(typesIn("{'id_token':'" + token(claims) + "'}")).contains(TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'sub':'13571234986','exp':1795842743} | true",
                "{'sub':'12571234986','exp':1795842743} | false",
                "{'sub':'135712349861','exp':1795842743} | false",
                "{'sub':'order-13571234986','exp':1795842743} | false",
            })
    void where_people_log_in_by_their_numbers_it_is_of_one(String claims, boolean told) {
        assertThat(headed("Authorization", token(claims)).contains("phone_number"))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user_id':'58213377','os_version':'13'}",
                "{'uid':58213377,'device_model':'V2243A','event':'open'}",
                "{'userId':'u-58213377','anonymousId':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365'}",
                "{'accountId':'5f3c9a1e7b2d4c6f8a0e1b3d','idfv':'7C3D9E10-B2A8-4F36-9E7B-1D90C2A8F365'}",
            })
    void beside_what_a_client_says_of_itself_an_account_is_its_users(String body) {
        assertThat(typesIn(body)).contains(TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Target-User-Id | 58213377",
                "X-Request-Uid    | 58213377",
                "X-User-Id        | 0",
                "X-User-Id        | guest",
                "X-User-Id        | anonymous",
                "X-User-Id        | 1111111",
                "X-User-Id        | -1",
                "X-User-Id        | null",
                "X-User-Id        | 12345678",
                "X-Uid            | 20261127",
                "X-Uid            | 1795842743",
                "Cookie           | author_user_id=58213377",
                "Cookie           | ad_account_id=58213377",
                "Cookie           | cart_uid_type=58213377",
                "X-User-Level     | 58213377",
                "X-User-Type-Id   | 58213377",
                "Cookie           | gaccount_ids_count=58213377",
            })
    void what_is_anothers_a_things_or_nobodys_is_none(String header, String value) {
        assertThat(headed(header, value)).doesNotContain(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user_id':'58213377'}",
                "{'user_id':'58213377','page':1,'size':20}",
                "{'user_id':'58213377','shopMobile':'13728604417'}",
                "{'user_id':'58213377','merchant_phone':'13728604417'}",
                "{'uid':'58213377','title':'order','price':12}",
                "{'toUserId':'58213377','os_version':'13'}",
                "{'author':{'uid':'58213377'},'os_version':'13'}",
                "{'list':[{'user_id':'58213377','comment':'nice'},{'user_id':'58213378','comment':'good'}]}",
                "{'user_id':'0','os_version':'13'}",
                "{'user_id':'','os_version':'13'}",
                "{'uid':'widget-header','os_version':'13'}",
                "{'sub':'58213377','exp':1795842743}",
                "{'user':{'id':'58213377'},'expires':1795842743}",
            })
    void in_a_body_an_account_alone_may_be_anybodys(String body) {
        assertThat(typesIn(body)).doesNotContain(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub':'mobile-app','exp':1795842743}",
                "{'sub':'anonymous','exp':1795842743}",
                "{'client_id':'58213377','exp':1795842743}",
                "{'jti':'7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365','exp':1795842743}",
                "{'sub':'0','exp':1795842743}",
                "{'user':{'id':'0'},'exp':1795842743}",
                "{'user':{'id':'admin'},'exp':1795842743}",
                "{'user':{'deptId':'58213377'},'exp':1795842743}",
                "{'user':{'roleId':'58213377'},'exp':1795842743}",
                "{'user':{'avatarId':'58213377'},'exp':1795842743}",
                "{'user':{'tenantId':'58213377'},'exp':1795842743}",
                "{'shop':{'id':'58213377'},'exp':1795842743}",
                "{'app':{'id':'58213377'},'exp':1795842743}",
                "{'session':{'id':'58213377'},'exp':1795842743}",
                "{'device':{'id':'58213377'},'exp':1795842743}",
                "{'client':{'id':'58213377'},'exp':1795842743}",
                "{'data':{'id':'58213377'},'exp':1795842743}",
            })
    void a_token_of_an_app_is_nobodys(String claims) {
        assertThat(headed("Authorization", "Bearer " + token(claims))).doesNotContain(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'externalUserID':'kd-8830172'}",
                "{'customer_user_id':'6b1f0c2e9d7a48f36b1f0c2e'}",
                "{'named_user_id':'kd-8830172'}",
                "{'user':{'external_user_id':'58120937'}}"
            })
    void whom_an_app_hands_on_is_its_user(String body) {
        assertThat(Exchanges.typesIn(body)).contains("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'external_user_id':'guest'}",
                "{'external_order_id':'kd-8830172'}",
                "{'app_id':'kd-8830172'}",
                "{'external_user_id':'1234567'}"
            })
    void but_nobody_and_nothing_else_is(String body) {
        assertThat(Exchanges.typesIn(body)).doesNotContain("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id", "registered", "contactFieldValue", "externalId"})
    void an_app_may_call_its_user_by_a_mailbox(String name) {
        assertThat(Exchanges.typesIn("{'" + name + "':'lena.brandt@pinewood.co'}"))
                .containsExactly("email");
        assertThat(Exchanges.typesIn("{'" + name + "':'support@pinewood.co'}")).isEmpty();
    }

    @Test
    void what_is_said_of_the_device_may_stand_in_an_object_beside_it() {
        assertThat(typesIn(
                        "{'logs':[{'type':'event','userId':'kd-8830172','device':{'model':'X2','osVersion':'14'}}]}"))
                .contains("user_id_app");
        assertThat(typesIn("{'logs':[{'type':'event','userId':'kd-8830172','post':{'title':'X2'}}]}"))
                .doesNotContain("user_id_app");
    }
}

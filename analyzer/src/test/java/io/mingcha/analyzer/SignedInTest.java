package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.hash.Hashing;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account that a server answers who signs in is this person's, wherever the app sends it from then on. */
class SignedInTest {
    private static final String USER = "6620173";
    private static final String LONG = "8c1f0e72-4d9b-4a35-96c0-b7e2f5d8a143";
    private static final String API = "https://api.shop.example/";
    private static final String OTHERS = "https://stat.others.example/";
    private static final String CREDENTIALS = "{\"account\":\"who\",\"password\":\"a8f5f167\"}";

    private final Exchanges exchanges = new Exchanges();
    private int second;

    private SignedInTest signsIn(String answer) {
        return says("passport/login", CREDENTIALS, answer);
    }

    private SignedInTest says(String path, String body, String answer) {
        exchanges.posting(++second, API + path, body, answer);
        return this;
    }

    private SignedInTest answered(String path, String answer) {
        exchanges.answering(++second, API + path, answer);
        return this;
    }

    private SignedInTest asks(String url, Header... headers) {
        exchanges.get(++second, url, headers);
        return this;
    }

    private List<Exposure> accounts() {
        return exchanges.analyze().exposures().stream()
                .filter(e -> e.direction() == Direction.REQUEST && e.dataType().equals("user_id_app"))
                .filter(e -> e.method() == Exposure.Method.SAME_VALUE)
                .toList();
    }

    private static String token(String id) {
        return "{\"code\":0,\"data\":{\"token\":\"0f1e2d3c4b5a\",\"userId\":" + id + "}}";
    }

    @Test
    void a_short_number_is_told_under_names_of_accounts_and_in_paths_to_whomever_it_goes() {
        signsIn(token(USER))
                .asks(API + "cart?userId=" + USER)
                .asks(API + "users/" + USER + "/orders")
                .asks(OTHERS + "e?login_uid=" + USER)
                .asks(API + "feed?userId=99018")
                .asks(API + "goods?goodsId=" + USER);

        assertThat(accounts())
                .extracting(Exposure::flow, Exposure::value, Exposure::confidence)
                .containsExactly(tuple(1, USER, 0.8), tuple(2, USER, 0.8), tuple(3, USER, 0.8));
        assertThat(accounts().get(0).sameAs().orElseThrow().flow()).isZero();
        assertThat(accounts().get(0).sameAs().orElseThrow().path()).contains("$.data.userId");
    }

    @Test
    void what_no_other_value_is_equal_to_is_told_under_any_name_and_earlier_too() {
        asks(OTHERS + "c?k=" + LONG);
        signsIn(token('"' + LONG + '"')).asks(OTHERS + "c?zz=" + LONG).asks(API + "v1/" + LONG + "/x");

        assertThat(accounts()).extracting(Exposure::flow).containsExactlyInAnyOrder(0, 2, 3);
    }

    @Test
    void what_was_sent_before_anybody_signed_in_and_never_changes_is_told_once_in_each_request() {
        String number = "662017351";
        asks(API + "start?user_id=" + number)
                .signsIn(token(number))
                .asks(API + "cart?user_id=" + number)
                .asks(API + "feed?user_id=" + number)
                .asks(API + "news?user_id=" + number);

        assertThat(exchanges.analyze().exposures())
                .filteredOn(
                        e -> e.direction() == Direction.REQUEST && e.dataType().equals("user_id_app"))
                .extracting(Exposure::flow)
                .containsExactlyInAnyOrder(0, 2, 3, 4);
    }

    @Test
    void its_digest_is_told_however_short_it_is() {
        String digest =
                Hashing.sha256().hashString(USER, StandardCharsets.UTF_8).toString();
        signsIn(token(USER)).asks(OTHERS + "pixel?h=" + digest);

        assertThat(accounts())
                .extracting(Exposure::flow, Exposure::transform, Exposure::value)
                .containsExactly(tuple(1, "sha256", USER));
    }

    @Test
    void an_id_of_a_person_is_one_beside_what_is_a_persons_or_in_what_is_called_so() {
        signsIn("{\"token\":\"0f1e2d3c4b5a\",\"user\":{\"id\":" + USER + "}}")
                .says("v2/auth/code", "{\"otp\":\"4821\"}", "{\"data\":{\"id\":5518203,\"nickname\":\"Asha\"}}")
                .asks(API + "cart?uid=" + USER)
                .asks(API + "cart?uid=5518203");

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unionid", "union_id", "localId", "local_id"})
    void what_a_platform_calls_somebody_for_all_apps_of_a_house_is_told_to_their_statistics(String name) {
        says(
                        "mp/login",
                        "{\"code\":\"0e12TKGa1pny1K0tfrJa\"}",
                        "{\"data\":{\"" + name + "\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}}")
                .asks(OTHERS + "buried?undid=oTngN67cUQqQpUur6kTgAUZ1hYaE");

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"unionid\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}]}",
                "{\"author\":{\"unionid\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}}",
                "{\"shop\":{\"union_id\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}}",
                "{\"room\":{\"local_id\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}}",
                "{\"friends\":[{\"localId\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}]}",
                "{\"trade_union_id\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}",
                "{\"localId\":\"oTngN67cUQqQpUurabcd\"}",
                "{\"message_local_id\":\"oTngN67cUQqQpUur6kTgAUZ1hYaE\"}",
                "{\"unionid\":\"\"}",
                "{\"unionid\":null}"
            })
    void but_not_what_is_in_a_list_or_of_others(String answer) {
        says("mp/login", "{\"code\":\"0e12TKGa1pny1K0tfrJa\"}", answer)
                .asks(OTHERS + "buried?undid=oTngN67cUQqQpUur6kTgAUZ1hYaE");

        assertThat(accounts()).isEmpty();
    }

    @Test
    void a_token_that_lasts_needs_no_word_in_the_path() {
        answered("a/b", "{\"access_token\":\"0f1e2d3c4b5a\",\"expires_in\":3600,\"user_id\":" + USER + "}")
                .asks(API + "cart?uid=" + USER);

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/users/me",
                "api/user/info",
                "account/getUserInfo",
                "m/queryMemberInfo.do",
                "user/info?userId=0",
                "user/info?uid=null&id="
            })
    void who_asks_who_is_signed_in_is_answered_so(String path) {
        answered(path, "{\"data\":{\"userId\":" + USER + ",\"level\":3}}").asks(API + "cart?uid=" + USER);

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    /** Each is answered in a place where it may be anybody's or anything's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"list\":[{\"userId\":6620173},{\"userId\":6620174}]}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"users\":[{\"userId\":6620173}]}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"inviter\":{\"userId\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"author\":{\"uid\":6620173,\"nickname\":\"x\"}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"anchor\":{\"userId\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"shop\":{\"id\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"shopId\":6620173,\"storeId\":6620173}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"id\":6620173}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"tenantId\":6620173,\"orgId\":6620173}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"config\":{\"appId\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"device\":{\"id\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"room\":{\"userId\":6620173}}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"userId\":0}}",
                "{\"data\":{\"token\":\"0f1e2d3c4b5a\",\"userId\":1111111}}"
            })
    void who_is_not_who_signs_in_is_not_told(String answer) {
        signsIn(answer).asks(API + "cart?uid=6620173").asks(API + "cart?uid=1111111");

        assertThat(accounts()).isEmpty();
    }

    /** Firebase Authentication's answer (firebase.google.com/docs/reference/rest/auth). */
    private static final String FIREBASE = "{\"kind\":\"identitytoolkit#VerifyPasswordResponse\","
            + "\"localId\":\"ZY1rJK0eYLg3bXa8Qd7TqkW5n2M2\",\"email\":\"who@shop.example\",\"registered\":true,"
            + "\"idToken\":\"0f1e2d3c4b5a\",\"refreshToken\":\"AEu4IL3q\",\"expiresIn\":\"3600\"}";

    @ParameterizedTest
    @CsvSource({
        "https://identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=AIza, true",
        "https://kq3xr8.supabase.co/auth/v1/token?grant_type=password, true",
        "https://a1b2c.playfabapi.com/Client/LoginWithEmailAddress, true",
        "https://aspect-upush.umeng.com/v1/accounts:signInWithPassword?key=AIza, false",
        "https://api.branch.io/v1/login, false"
    })
    void of_those_who_serve_many_apps_only_where_people_sign_in_they_are_answered_who_they_are(
            String url, boolean told) {
        exchanges.posting(++second, url, "{\"email\":\"who@shop.example\",\"password\":\"a8f5f167\"}", FIREBASE);
        asks(OTHERS + "e?u=ZY1rJK0eYLg3bXa8Qd7TqkW5n2M2");

        assertThat(accounts()).hasSize(told ? 1 : 0);
    }

    /** Nobody signs in there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "user/home?uid=6620173; {\"data\":{\"uid\":6620173,\"nickname\":\"x\"}}",
                "users/6620173; {\"data\":{\"userId\":6620173,\"nickname\":\"x\"}}",
                "article?id=7; {\"title\":\"x\",\"userId\":6620173}",
                "user/info?userId=6620173; {\"data\":{\"userId\":6620173,\"nickname\":\"x\"}}",
                "user/otherUserInfo?k=6; {\"data\":{\"userId\":6620173}}",
                "user/info?id=6620173; {\"data\":{\"userId\":6620173}}",
                "user/info?friendUserId=6620173; {\"data\":{\"userId\":6620173}}",
                "live/enter?room=5; {\"data\":{\"token\":\"0f1e2d3c4b5a\",\"userId\":6620173}}",
                "question?page=1; {\"data\":{\"csrf\":\"0f1e2d3c4b5a\",\"uid\":6620173}}"
            })
    void what_is_opened_is_not_whose_it_is(String path, String answer) {
        answered(path, answer).asks(API + "cart?uid=" + USER);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void what_the_app_sends_as_its_own_key_is_nobodys() {
        asks(API + "x?app_key=" + LONG);
        signsIn(token('"' + LONG + '"')).asks(OTHERS + "c?zz=" + LONG);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void who_serves_many_apps_numbers_its_customers_too() {
        exchanges.posting(
                ++second,
                "https://api.mixpanel.com/auth/token",
                CREDENTIALS,
                "{\"token\":\"0f1e2d3c4b5a\",\"account_id\":" + USER + "}");
        asks(API + "cart?account_id=" + USER);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void four_digits_are_too_few() {
        signsIn(token("1042")).asks(API + "cart?uid=1042");

        assertThat(accounts()).isEmpty();
    }

    /** One path answers everything: what is asked stands in a field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "graphql; {\"operationName\":\"SignInWithCode\",\"variables\":{}}; {\"data\":{\"signInWithCode\":{\"token\":\"0f1e2d3c4b5a\",\"viewer\":{\"id\":\"6620173\"}}}}",
                "graphql; {\"query\":\"mutation ($c: String!) { authenticate(code: $c) { jwt user { id } } }\"}; {\"data\":{\"authenticate\":{\"jwt\":\"0f1e2d3c4b5a\",\"user\":{\"_id\":\"6620173\"}}}}",
                "graphql; {\"operationName\":\"CurrentUser\",\"variables\":{}}; {\"data\":{\"viewer\":{\"id\":\"6620173\"}}}",
                "rpc; {\"jsonrpc\":\"2.0\",\"method\":\"user.login\",\"params\":[]}; {\"result\":{\"token\":\"0f1e2d3c4b5a\",\"user_id\":6620173}}",
                "rpc; {\"cmd\":\"login\",\"a\":1}; {\"data\":[{\"token\":\"0f1e2d3c4b5a\",\"userId\":6620173}]}"
            })
    void what_is_asked_may_stand_in_a_field(String path, String body, String answer) {
        says(path, body, answer).asks(API + "cart?uid=" + USER);

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "graphql; {\"operationName\":\"EnterRoom\",\"variables\":{}}; {\"data\":{\"enterRoom\":{\"token\":\"0f1e2d3c4b5a\",\"user\":{\"id\":\"6620173\"}}}}",
                "graphql; {\"operationName\":\"Login\",\"variables\":{}}; {\"data\":{\"login\":{\"token\":\"0f1e2d3c4b5a\",\"shop\":{\"id\":\"6620173\"}}}}",
                "graphql; {\"query\":\"login\"}; {\"data\":{\"token\":\"0f1e2d3c4b5a\",\"user\":{\"id\":\"6620173\"}}}",
                "graphql; {\"operationName\":\"CurrentUser\",\"variables\":{\"id\":6620173}}; {\"data\":{\"viewer\":{\"id\":\"6620173\"}}}",
                "rpc; {\"cmd\":\"login\",\"a\":1}; {\"data\":[{\"token\":\"0f1e2d3c4b5a\",\"userId\":6620173},{\"token\":\"0f1e2d3c4b5b\",\"userId\":6620174}]}"
            })
    void but_not_everything_that_one_path_answers(String path, String body, String answer) {
        says(path, body, answer).asks(API + "cart?uid=" + USER);

        assertThat(accounts()).isEmpty();
    }

    /** Amazon Cognito's answer (docs.aws.amazon.com/cognito-user-identity-pools), a token of which says of whom it is. */
    @ParameterizedTest
    @CsvSource({"InitiateAuth, true", "DescribeUserPool, false"})
    void a_token_says_of_whom_it_is(String operation, boolean told) {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"sub\":\"" + LONG + "\",\"exp\":1799012345}").getBytes(StandardCharsets.UTF_8));
        exchanges.posting(
                ++second,
                API,
                "{\"x_amz_target\":\"AWSCognitoIdentityProviderService." + operation + "\"}",
                "{\"AuthenticationResult\":{\"IdToken\":\"eyJhbGciOiJSUzI1NiJ9." + claims + ".c2lnbmF0dXJl\"}}");
        asks(OTHERS + "e?distinct=" + LONG);

        assertThat(accounts()).hasSize(told ? 1 : 0);
    }

    private static String bearer(String subject) {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"sub\":\"" + subject + "\",\"exp\":1799012345}").getBytes(StandardCharsets.UTF_8));
        return "Bearer eyJhbGciOiJSUzI1NiJ9." + claims + ".c2lnbmF0dXJl";
    }

    @Test
    void who_an_app_says_that_it_is_by_its_token_is_told_to_others_too() {
        asks(API + "me?x=1", new Header("Authorization", bearer(LONG))).asks(OTHERS + "e?zz=" + LONG);

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    @Test
    void but_a_token_for_those_who_serve_many_apps_says_nothing_of_it() {
        asks("https://api.branch.io/v1/x?x=1", new Header("Authorization", bearer(LONG)))
                .asks(OTHERS + "e?zz=" + LONG);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void or_a_uuid() {
        signsIn("{\"access_token\":\"0f1e2d3c4b5a\",\"user\":{\"uuid\":\"" + LONG + "\"}}")
                .asks(API + "v2/users/" + LONG + "/cycle?x=1");

        assertThat(accounts()).hasSize(1);
    }

    @Test
    void not_that_of_something_else() {
        signsIn("{\"access_token\":\"0f1e2d3c4b5a\",\"device\":{\"uuid\":\"" + LONG + "\"}}")
                .asks(API + "v2/users/" + LONG + "/cycle?x=1");

        assertThat(accounts()).isEmpty();
    }

    @Test
    void an_object_of_the_person_may_have_an_object_id() {
        signsIn("{\"sessionToken\":\"0f1e2d3c4b5a\",\"user\":{\"objectId\":\"hG7tQ2mXv9\"}}")
                .asks(API + "q?owner=hG7tQ2mXv9");

        assertThat(accounts()).extracting(Exposure::flow).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"athlete, true", "passenger, true", "playlist, false", "vehicle, false"})
    void who_is_given_a_token_may_be_called_by_what_he_does(String object, boolean told) {
        signsIn("{\"access_token\":\"0f1e2d3c4b5a\",\"" + object + "\":{\"id\":" + USER + "}}")
                .asks(API + "cart?uid=" + USER);

        assertThat(accounts()).hasSize(told ? 1 : 0);
    }
}

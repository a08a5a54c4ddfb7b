package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was found in one exchange, what was not, and why. */
class ExplainTest {
    private static final String AT = "2026-11-25T10:00:00Z";
    private static final String CARD = "6217001234567890127";
    private static final String NICK = "Starling-77";
    private static final String BODY = "{\"imei\":\"" + Person.IMEI + "\",\"h\":\"" + Person.md5(Person.PHONE) + "\","
            + "\"oaid\":\"00000000-0000-0000-0000-000000000000\",\"order_no\":\"862731049583161\","
            + "\"imsi\":\"12345\",\"uid\":\"7712\",\"name\":\"张小明\",\"trace\":\"x" + Person.IMEI + "9\","
            + "\"shop\":{\"shop_name\":\"s\",\"phone\":\"13912345678\"},\"slogan\":\"" + NICK + "\","
            + "\"stores\":[{\"lat\":31.2301,\"lng\":121.4701},{\"lat\":31.2402,\"lng\":121.4802},{\"lat\":31.2503,\"lng\":121.4903}],"
            + "\"spots\":[{\"lat\":31.2301,\"lng\":121.4701},{\"lat\":31.2402,\"lng\":121.4802},{\"lat\":31.2503,\"lng\":121.4903}]}";

    @TempDir
    Path folder;

    @BeforeEach
    void traffic() throws IOException {
        Files.writeString(folder.resolve("session.yaml"), Person.SESSION);
        Files.write(
                folder.resolve("x.har"),
                new HarText()
                        .get(AT, "https://api.shop.example/first")
                        .post(AT, "https://log.tracker.example/1", "application/json", BODY)
                        .post(
                                AT,
                                "https://control.kochava.com/track/json",
                                "application/json",
                                "{\"data\":{\"origination_ip\":\"203.0.113.27\",\"device_ids\":{\"adid\":\"unknown\"}}}")
                        .text()
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Command.Result explain(String... more) {
        String[] args = new String[more.length + 6];
        System.arraycopy(new String[] {"explain", "x.har", "--session", "session.yaml", "--lang", "en"}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return Command.mingcha(folder, args).runHere();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.imei          | ● IMEI imei                         | [known_value plain  0.99]",
                "$.h             | ● Mobile phone number phone_number  | [known_value_hash md5  0.97]",
                "$.oaid          | oaid                                | [nobodys]",
                "$.order_no      | imei                                | [unlike_name]",
                "$.imsi          | imsi                                | [unlike_type]",
                "$.uid           | user_id_app                         | [name_alone]",
                "$.name          | person_name                         | [weak_name]",
                "$.trace         | imei                                | [part_of_longer]",
                "$.shop.phone    | phone_number                        | [organisation]",
                "$.stores[0].lat | precise_location                    | [place]",
                "$.spots[0].lat  | precise_location                    | [one_of_many]",
            })
    void each_candidate_is_shown_at_its_place_with_how_it_was_found_or_why_not(String path, String type, String told) {
        String out = explain("--flow", "1").out();
        int at = out.indexOf("request.body ▸ json " + path + " = ");
        assertThat(at).as(out).isPositive();
        int next = out.indexOf("\n  request", at);
        String here = out.substring(at, next < 0 ? out.length() : next);

        assertThat(here).contains(type, told);
    }

    @Test
    void an_exchange_that_the_report_puts_aside_is_said_to_be_so() throws IOException {
        String system = "{\"pkg\": \"com.miui.securitycenter\", \"imei\": \"" + Person.IMEI + "\"}";
        Files.write(
                folder.resolve("x.har"),
                new HarText()
                        .post(AT, "https://data.mistat.xiaomi.com/mistats", "application/json", system)
                        .post(AT, "https://log.tracker.example/1", "application/json", system)
                        .text()
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(explain("--flow", "0").out())
                .contains("! The report does not hold this against the app under test: the request says that it is of "
                        + "com.miui.securitycenter");
        assertThat(explain("--flow", "1").out()).doesNotContain("does not hold this against");
    }

    @Test
    void what_another_exchange_names_is_shown_with_where_it_is_named() throws IOException {
        String id = "c94f1e07ab52d836";
        Files.write(
                folder.resolve("x.har"),
                new HarText()
                        .post(AT, "https://log.tracker.example/1", "application/json", "{\"x1\":\"" + id + "\"}")
                        .post(AT, "https://api.shop.example/d", "application/json", "{\"android_id\":\"" + id + "\"}")
                        .text()
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(explain("--flow", "0").out())
                .contains("[same_value plain  0.80]", "the value of request.body ▸ json $.android_id of #1");
        assertThat(explain("--flow", "0", "--value", id).out())
                .contains("and reported:", "the value of request.body ▸ json $.android_id of #1");
        assertThat(explain("--flow", "1").out()).doesNotContain("same_value");
    }

    @Test
    void other_exchanges_are_read_only_where_they_could_say_what_a_value_is() throws IOException {
        Files.writeString(
                folder.resolve("x.har"),
                new HarText()
                        .post(AT, "https://a.example/1", "application/json", "{\"android_id\":\"9f3e5d1c7b8a2e46\"}")
                        .post(AT, "https://b.example/1", "application/json", "{\"v\":\"9f3e5d1c7b8a2e46\",\"n\":\"7\"}")
                        .post(AT, "https://b.example/2", "application/json", "{\"n\":\"7\"}")
                        .text());

        assertThat(explain("--flow", "1").out()).contains("same_value", "Read: 3 exchange(s) of the session");
        assertThat(explain("--flow", "2").out()).contains("Only this exchange was read");
        assertThat(explain("--flow", "1", "--value", "9f3e5d1c7b8a2e46", "--type", "android_id")
                        .out())
                .contains("same_value", "Read: 3 exchange(s)");
        assertThat(explain("--flow", "1", "--value", "13912345678").out())
                .contains("not present in any view", "Only this exchange was read");
    }

    @Test
    void each_layer_says_which_bytes_it_reads() throws IOException {
        String within = "{\"d\":\""
                + java.util.Base64.getEncoder()
                        .encodeToString("{\"imei\":\"868012345678904\"}".getBytes(StandardCharsets.UTF_8))
                + "\"}";
        String outer = java.util.Base64.getEncoder().encodeToString(within.getBytes(StandardCharsets.UTF_8));
        Files.write(
                folder.resolve("x.har"),
                new HarText()
                        .get(AT, "https://api.shop.example/first")
                        .post(AT, "https://log.tracker.example/1", "application/json", "{\"p\":\"" + outer + "\"}")
                        .text()
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(explain("--flow", "1").out())
                .contains("⟨recorded bytes 6–" + (6 + outer.length()) + "⟩")
                .contains("⟨all that base64 gave⟩")
                .contains("⟨bytes 6–" + (within.length() - 2) + " of what base64 gave⟩");
    }

    @Test
    void the_whole_tree_is_shown_and_nothing_of_the_person() {
        Command.Result result = explain("--flow", "1");

        assertThat(result.code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(result.out())
                .contains("request.body  {", "json $  {", "$.slogan = Sta…(11)", "kept, ○ ")
                .doesNotContain(Person.secrets());
        assertThat(explain("--flow", "1", "--reveal").out()).contains(Person.IMEI, NICK);
    }

    @Test
    void what_a_vendor_declares_is_shown_with_its_method_and_so_is_what_it_declares_in_vain() {
        assertThat(explain("--flow", "2").out())
                .contains("ip_address", "[adapter plain  0.90]", "gaid  [nobodys]  on the discard list");
    }

    @Test
    void a_value_that_is_not_there_is_said_with_the_forms_it_was_looked_for() {
        assertThat(explain("--flow", "1", "--value", CARD, "--type", "bank_card")
                        .out())
                .contains("not present in any view", "looked for as:", "plain, in ", "disguised: base64, reversed")
                .contains("digests: ", "md5(md5)", "sm3", "md5(salted)")
                .doesNotContain(CARD);
    }

    @Test
    void a_value_that_is_there_as_a_digest_is_found_and_its_place_named() {
        assertThat(explain("--flow", "1", "--value", Person.PHONE).out())
                .contains("present at request.body ▸ json $.h (md5) and reported:", "[known_value_hash md5  0.97]")
                .doesNotContain(Person.PHONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Starling-77      | $.slogan (plain) but | neither the field's name nor a check digit",
                "13912345678      | $.shop.phone (plain) but | it is a shop's or a service's, which is public",
                "862731049583161  | $.order_no (plain) but | the name is one of orders",
                "Starling         | $.slogan (plain) but | it is a piece of something longer",
                "7712             | $.uid (plain) but | a clue; only a known value counts",
            })
    void a_value_that_is_there_and_was_not_reported_is_said_with_the_reason(String value, String at, String why) {
        assertThat(explain("--flow", "1", "--value", value).out())
                .contains("present at request.body ▸ json " + at, why);
    }

    @Test
    void a_common_value_is_said_not_to_be_looked_for_in_disguise() {
        assertThat(explain("--flow", "1", "--value", "4711", "--type", "verification_code")
                        .out())
                .contains("not present in any view", "too common a value")
                .contains("only a known value or an adapter finds it: four to six digits")
                .doesNotContain("digests:");
    }

    @Test
    void a_recorded_session_is_explained_like_a_file() {
        Command.mingcha(folder, "import", "x.har", "--session", "session.yaml").runHere();
        Command.Result result = Command.mingcha(folder, "explain", "--flow", "1", "--lang", "zh", "--value", CARD)
                .runHere();

        assertThat(result.code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(result.out()).contains("不在任何视图中", "查找的形式").doesNotContain(CARD);
    }

    @Test
    void what_cannot_be_explained_is_refused_with_what_to_do() {
        assertThat(explain("--flow", "9"))
                .matches(r -> r.code() == Exit.WRONG_USE && r.err().contains("There is no exchange 9"));
        assertThat(explain("--flow", "1", "--value", "x1", "--type", "shoe_size"))
                .matches(r -> r.code() == Exit.WRONG_USE && r.err().contains("no such data type: shoe_size"));
        assertThat(explain("--flow", "1", "--type", "imei"))
                .matches(r -> r.code() == Exit.WRONG_USE && r.err().contains("no value to look for"));
    }
}

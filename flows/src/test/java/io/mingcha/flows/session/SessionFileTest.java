package io.mingcha.flows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Declaration;
import io.mingcha.flows.Marker;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.settings.InvalidDocument;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionFileTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(
            List.of("phone_number", "imei", "precise_location"),
            List.of("C05"),
            List.of("finance"),
            java.util.Map.of());

    @Test
    void only_the_package_is_required() {
        SessionSpec spec = parse("app: {package: com.example.app}");
        assertThat(spec.app().packageName()).isEqualTo("com.example.app");
        assertThat(spec.declaration()).isEmpty();
    }

    @Test
    void everything_that_a_file_may_say_is_read() {
        SessionSpec spec = parse("""
                app:
                  package: com.example.app
                  name: 例子
                  version: 1.10
                  category: C05
                  sector: finance
                  first_party: [example.com, example.cn]
                persona:
                  age: 13
                  known:
                    phone_number: 13712345670
                    imei: ["868012345678904", "not an imei at all"]
                    precise_location: ["31.2304,121.4737"]
                  others:
                    phone_number: 13655417702
                declaration:
                  recipients: [友盟]
                  data:
                    - {type: phone_number, purpose: login, recipients: [友盟], scenes: [login], frequency: once}
                    - imei
                observes: [consent_accept, "separate_consent[phone_number]"]
                markers:
                  - {kind: consent_accept, at: "2026-11-25T10:00:05.250+08:00"}
                  - {kind: "separate_consent[phone_number]", at: "2026-11-25 10:00:06Z", not_before: "2026-11-25T10:00:05Z", not_after: "2026-11-25T10:00:07Z"}
                """);

        assertThat(spec.app().version()).contains("1.10");
        assertThat(spec.persona().age()).hasValue(13);
        assertThat(spec.persona().known().get("imei")).containsExactly("868012345678904", "not an imei at all");
        assertThat(spec.persona().others().get("phone_number")).containsExactly("13655417702");
        assertThat(SpecJson.read(SpecJson.write(spec)).persona()).isEqualTo(spec.persona());
        assertThat(spec.declaration().orElseThrow().data()).hasSize(2);
        assertThat(spec.observes()).containsExactly("consent_accept", "separate_consent");
        Marker accept = spec.markers().get(0);
        assertThat(accept.at()).isEqualTo(Instant.parse("2026-11-25T02:00:05.250Z"));
        assertThat(spec.markers().get(1).argument()).contains("phone_number");
        assertThat(spec.markers().get(1).notAfter()).isEqualTo(Instant.parse("2026-11-25T10:00:07Z"));
    }

    @Test
    void a_declaration_is_accepted_unless_it_says_that_it_is_a_draft() {
        SessionSpec draft = parse("""
                app: {package: a.b}
                declaration: {status: draft, data: [imei]}
                """);

        assertThat(draft.declaration().orElseThrow().status()).isEqualTo(Declaration.Status.DRAFT);
        assertThat(SpecJson.read(SpecJson.write(draft)).declaration()).isEqualTo(draft.declaration());
        assertThat(parse("app: {package: a.b}\ndeclaration: {data: [imei]}")
                        .declaration()
                        .orElseThrow()
                        .status())
                .isEqualTo(Declaration.Status.ACCEPTED);
        assertProblems(
                "app: {package: a.b}\ndeclaration: {status: drafty}",
                "s.yaml:2:23  drafty is not a value here. Did you mean draft?");
    }

    @Test
    void every_problem_has_its_place_and_the_nearest_word() {
        assertProblems(
                """
                app:
                  pakage: x
                  category: C5
                persona:
                  age: old
                  known:
                    phone_numbr: ["1"]
                    precise_location: ["here"]
                declaration:
                  data: [{purpose: x}]
                observes: [consent_acept]
                markers:
                  - {kind: consent_accept, at: yesterday}
                """,
                "s.yaml:2:3  pakage is not a key here. Did you mean package?",
                "s.yaml:2:3  package is missing; it is required here",
                "s.yaml:3:13  C5 is not a value here. Did you mean C05?",
                "s.yaml:5:8  old is not a whole number",
                "s.yaml:7:5  phone_numbr is not a data type. Did you mean phone_number?",
                "s.yaml:8:24  a position is \"lat,lng\", such as \"31.2304,121.4737\"",
                "s.yaml:10:10  type is missing; it is required here",
                "s.yaml:11:12  consent_acept is not a kind of marker. Did you mean consent_accept?",
                "s.yaml:13:32  yesterday is not a time. Write it like 2026-11-25T10:00:00.250+08:00");
    }

    @Test
    void a_file_that_is_no_map_says_what_it_should_be() {
        assertProblems("just words", "s.yaml:1:1  a session file has keys with values, app.package at the least");
        assertThatThrownBy(() -> parse("")).isInstanceOf(InvalidDocument.class);
    }

    private static SessionSpec parse(String text) {
        return SessionFile.parse("s.yaml", text, VOCABULARY);
    }

    private static void assertProblems(String text, String... expected) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .containsExactly(expected));
    }
}

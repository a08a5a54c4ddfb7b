package io.mingcha.sessions.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.PlannedStep.Otherwise;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    private static final PlanWords WORDS = new PlanWords(
            new Vocabulary(List.of("phone_number", "imei"), List.of("C12"), List.of("finance"), Map.of()),
            List.of("notice", "agree", "refuse"),
            (said, folder) -> said.allow("way", "pass_through"));
    private static final String WHOLE = """
            name: loan
            app: {package: com.example.loan, version: 4.2.1}
            source: app.apk
            device: {android: ">= 10, < 14", root: yes, needs: [sockets]}
            capture: {way: reverse, pass_through: [bank.example]}
            verdict: {exchanges: 5, share_read: 0.9, foreground: 0.8, share_passed: 0.7, markers: [consent_accept], scenes: [apply]}
            limit: 10m
            persona:
              age: 30
              known: {phone_number: ["15412345678", "15487654321"]}
            steps:
              - uninstall
              - install
              - unlock
              - launch
              - wait_for: {recognised: notice}
                timeout: 15s
                otherwise: skip
              - block: choice
              - tap: 登录
              - tap: {id: phone}
              - type: "{persona.phone_number}"
              - type: {text: "{persona.phone_number[1]}", into: {text: 手机号}}
              - ask: {question: {zh: 验证码, en: The code}, as: code}
              - type: "{answer.code}"
              - swipe: up
              - back
              - permission: grant
              - permission: {deny: android.permission.READ_CONTACTS}
              - locate: 31.2304,121.4737
              - screenshot: form
              - marker: separate_consent[face]
              - scene: apply
              - idle: 60s
              - open_url: https://loan.example/{app.package}
              - repeat: {times: 3, steps: [{swipe: down}]}
              - if_present: 跳过
                then: [{tap: 跳过}]
                else: [back]
              - run: settings get global http_proxy
              - home
            blocks:
              choice:
                - tap: {recognised: agree}
            variants:
              accept: {}
              refuse:
                blocks:
                  choice: [{tap: {recognised: refuse}}]
                verdict: {markers: [consent_reject]}
              minor: {persona: {age: 12, known: {phone_number: ["15400000000", "15400000001"]}}}
            """;

    private static PlanFile parse(String yaml) {
        return PlanFile.parse("plan.yaml", yaml, Path.of("/lab"), WORDS, UnaryOperator.identity());
    }

    private static String problems(String yaml) {
        try {
            parse(yaml);
            return "";
        } catch (InvalidDocument e) {
            return e.problems().stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void every_step_is_read_with_what_it_needs() {
        Plan plan = parse(WHOLE).plan();

        assertThat(plan.title()).isEqualTo("loan");
        assertThat(plan.source()).contains(Path.of("/lab/app.apk"));
        assertThat(plan.limit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(plan.capture().way()).isEqualTo(WayIn.REVERSE);
        assertThat(plan.capture().where()).contains("plan.yaml:5:16");
        assertThat(plan.capture().said().orElseThrow().get("pass_through").texts())
                .containsExactly("bank.example");
        assertThat(plan.demands())
                .extracting(DeviceNeed::shown)
                .containsExactly("android: >= 10, < 14", "root: yes", "sockets");
        assertThat(plan.thresholds().share()).isEqualTo(0.9);
        assertThat(plan.thresholds().passed()).isEqualTo(0.7);
        assertThat(plan.steps()).hasSize(26);
        assertThat(plan.needs())
                .containsExactlyInAnyOrder(
                        Ability.SOCKETS,
                        Ability.INSTALL,
                        Ability.UNLOCK,
                        Ability.PERMISSIONS,
                        Ability.LOCATE,
                        Ability.SHELL,
                        Ability.HOME);
        PlannedStep waiting = plan.steps().get(4);
        assertThat(waiting.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(waiting.otherwise()).isEqualTo(Otherwise.SKIP);
        assertThat(waiting.step()).isEqualTo(new Step.WaitFor(new Target.Recognised("notice")));
        assertThat(waiting.place().line()).isEqualTo(16);
    }

    @Test
    void a_variant_replaces_blocks_persona_and_thresholds_and_leaves_the_rest() {
        PlanFile file = parse(WHOLE);

        assertThat(file.variants()).containsExactly("accept", "refuse", "minor");
        Plan refuse = file.variant("refuse").orElseThrow();
        assertThat(refuse.title()).isEqualTo("loan/refuse");
        assertThat(refuse.steps()).isEqualTo(file.plan().steps());
        assertThat(refuse.blocks().get("choice").get(0).step())
                .isEqualTo(new Step.Tap(new Target.Recognised("refuse")));
        assertThat(refuse.thresholds().markers()).containsExactly("consent_reject");
        assertThat(refuse.thresholds().exchanges()).isEqualTo(5);
        assertThat(file.variant("minor").orElseThrow().spec().persona().age()).hasValue(12);
        assertThat(file.variant("nobody")).isEmpty();
    }

    @Test
    void a_variant_may_be_captured_by_another_way_and_keeps_what_else_the_plan_says_of_it() {
        PlanFile file = parse(WHOLE.replace(
                "  accept: {", "  wired: {capture: {way: socks}}\n  open: {capture: {pass_through: []}}\n  accept: {"));

        CaptureWish wired = file.variant("wired").orElseThrow().capture();
        assertThat(wired.way()).isEqualTo(WayIn.SOCKS);
        assertThat(wired.where().orElseThrow()).isNotEqualTo("plan.yaml:5:16").startsWith("plan.yaml:");
        assertThat(wired.said().orElseThrow().get("pass_through").texts()).containsExactly("bank.example");
        CaptureWish open = file.variant("open").orElseThrow().capture();
        assertThat(open.way()).isEqualTo(WayIn.REVERSE);
        assertThat(open.where()).contains("plan.yaml:5:16");
        assertThat(open.said().orElseThrow().get("pass_through").texts()).isEmpty();
        assertThat(file.variant("accept").orElseThrow().capture())
                .isEqualTo(file.plan().capture());
        assertThat(file.plan().capture().way()).isEqualTo(WayIn.REVERSE);
    }

    @Test
    void a_variant_may_say_how_it_is_captured_where_the_plan_does_not() {
        PlanFile file = parse("app: {package: a.b}\nsteps: [launch]\nvariants: {far: {capture: {way: tunnel}}}\n");

        assertThat(file.plan().capture()).isEqualTo(CaptureWish.NONE);
        assertThat(file.variant("far").orElseThrow().capture().way()).isEqualTo(WayIn.TUNNEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{way: sock}    | plan.yaml:5:20  sock is not a value here. Did you mean socks?",
                "{wey: socks}   | plan.yaml:5:15  wey is not a key here. Did you mean way?",
                "socks          | plan.yaml:5:14  expected keys with values here",
            })
    void what_is_wrong_about_the_capture_of_a_variant_is_told_with_its_place(String capture, String said) {
        String yaml = "app: {package: a.b}\nsteps: [launch]\nvariants:\n  far:\n    capture: " + capture + "\n";

        assertThat(problems(yaml).lines()).hasSize(1).first().asString().startsWith(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lanch                       | 3:5  lanch is not a verb. Did you mean launch?",
                "{tap: a, type: b}           | 3:5  a step has exactly one verb, here are 2: tap, type",
                "{tap: {recognised: agre}}   | agre is not a value here. Did you mean agree?",
                "tap                         | 3:5  tap needs something with it",
                "{launch: com.x}             | launch takes nothing with it",
                "{idle: soon}                | 3:12  soon is not a length of time; write it like 90s, 10m or 2h",
                "{swipe: left-up}            | is not a value here",
                "{locate: here}              | is not a position",
                "{locate: '91,0'}            | is not a position",
                "{marker: consent_acept}     | Did you mean consent_accept?",
                "{block: chioce}             | there is no block chioce. Did you mean choice?",
                "{type: '{persona.imei}'}    | 3:5  {persona.imei} stands for nothing",
                "{type: '{answer.code}'}     | {answer.code} stands for nothing",
                "{repeat: {times: 0, steps: [back]}}  | 0 is not between 1 and 1000",
                "{tap: a, then: [back]}      | then belongs to if_present only",
                "{tap: a, timout: 3s}        | a step has exactly one verb, here are 2: tap, timout",
                "{tap: {text: a, id: b}}     | a target is written as one of text, id, recognised",
                "{permission: {grant: a, deny: b}} | write one of grant, deny",
            })
    void what_is_wrong_is_told_with_its_place(String step, String said) {
        String yaml = "app: {package: a.b}\nsteps:\n  - " + step + "\nblocks: {choice: [back]}\n";

        assertThat(problems(yaml)).startsWith("plan.yaml:").contains(said.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capture: {way: sock}                | 1:16  sock is not a value here. Did you mean socks?",
                "capture: {wey: socks}               | 1:11  wey is not a key here. Did you mean way?",
                "device: {kind: androit}             | 1:16  androit is not a value here. Did you mean android?",
                "device: {android: new}              | 1:19  new is no version; write it like 13",
                "device: {android: '>= 10 < 14'}     | 1:19  >= 10 < 14 is no version",
                "device: {kind: browser, android: 9} | 1:9  a device is one of android, ios, browser",
                "device: {root: perhaps}             | perhaps is neither true nor false",
                "device: {needs: [wings]}            | wings is not a value here",
            })
    void what_is_wrong_about_device_and_capture_is_told_with_its_place(String line, String said) {
        assertThat(problems(line + "\napp: {package: a.b}\nsteps: [launch]\n"))
                .startsWith("plan.yaml:")
                .contains(said.strip());
    }

    @Test
    void what_is_wrong_is_told_in_one_language_at_a_time() {
        String yaml = "app: {package: a.b}\nsteps: [{idle: soon}, {locate: here}]\n";

        assertThatThrownBy(() -> parse(yaml)).isInstanceOfSatisfying(InvalidDocument.class, e -> {
            assertThat(e.in(Language.ZH)).contains("soon 不是时长", "here 不是位置").doesNotContain("is not");
            assertThat(e.in(Language.EN))
                    .contains("soon is not a length", "here is not a position")
                    .doesNotContain("不是");
        });
    }

    @Test
    void all_problems_come_at_once_and_each_only_once() {
        String yaml = "app: {}\nsteps: [lanch, {idle: x}, {block: no}]\nvariants: {a: {}, b: {}}\n";

        assertThat(problems(yaml).lines()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_block_that_contains_itself_is_refused() {
        String yaml =
                "app: {package: a.b}\nsteps: [{block: a}]\nblocks:\n  a: [{repeat: {times: 2, steps: [{block: b}]}}]\n  b: [{block: a}]\n";

        assertThat(problems(yaml)).contains("plan.yaml:4:3  block a contains itself");
    }

    @Test
    void a_variant_of_a_block_that_the_plan_lacks_is_refused() {
        String yaml =
                "app: {package: a.b}\nsteps: [{block: use}]\nblocks: {use: [back]}\nvariants:\n  x:\n    blocks: {usee: [back]}\n";

        assertThat(problems(yaml)).contains("there is no block usee. Did you mean use?");
    }

    @Test
    void an_alias_bomb_or_a_cycle_ends_in_a_problem() {
        assertThatThrownBy(() -> parse("app: {package: a.b}\nsteps: &a [{repeat: {times: 2, steps: *a}}]\n"))
                .isInstanceOf(InvalidDocument.class);
    }

    @Test
    void phrases_are_spelled_from_what_is_known() {
        Plan plan = parse(WHOLE).plan();

        assertThat(new Phrase("+86{persona.phone_number[1]}x{answer.code}")
                        .spelled(r -> References.of(plan.spec(), Map.of("code", "42"), r)))
                .isEqualTo("+8615487654321x42");
        assertThatThrownBy(() -> new Phrase("{persona.imei}").spelled(r -> Optional.empty()))
                .hasMessage("persona.imei");
        assertThat(new Phrase("{\"json\": 1} {x").references()).isEmpty();
    }
}

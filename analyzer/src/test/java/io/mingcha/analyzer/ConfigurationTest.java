package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.analyzer.catalogue.Recipients;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void the_shipped_configuration_holds_together() {
        Configuration shipped = TestConfiguration.SHIPPED;
        assertThat(shipped.catalogue().types().all()).hasSizeGreaterThan(100);
        assertThat(shipped.catalogue().categories().categoryIds()).hasSize(39);
        assertThat(shipped.rules().rules()).hasSize(95);
        assertThat(shipped.digest()).hasSize(64);
    }

    @Test
    void who_answers_with_a_language_model_and_who_is_a_whole_platform_is_told_apart_from_who_only_hosts() {
        Recipients recipients = TestConfiguration.SHIPPED.catalogue().recipients();

        assertThat(purposes(recipients, "deepseek")).contains("ai_service").doesNotContain("cloud_hosting");
        assertThat(purposes(recipients, "tencent-platform")).contains("platform");
        assertThat(purposes(recipients, "tencent-wechat")).doesNotContain("platform");
        assertThat(purposes(recipients, "umeng-analytics")).containsExactly("analytics");
    }

    private static List<String> purposes(Recipients recipients, String id) {
        return recipients.all().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow()
                .purposes();
    }

    @Test
    void every_rule_has_a_condition_cites_a_clause_and_says_in_both_languages_what_it_is_and_what_disproves_it() {
        for (Rule rule : TestConfiguration.SHIPPED.rules().rules()) {
            String id = rule.id();
            assertThat(rule.conditions()).as(id).isNotEmpty();
            assertThat(rule.disproof())
                    .as(id)
                    .isNotEmpty()
                    .allSatisfy(d -> assertThat(d.zh()).isNotEqualTo(d.en()));
            assertThat(rule.clauses()).as(id).anyMatch(clause -> clause.inForce());
            assertThat(rule.title().zh())
                    .as(id)
                    .isNotBlank()
                    .isNotEqualTo(rule.title().en());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules.yaml     | recipient.party == 'third'   | recipient.partie == 'third'  | Did you mean recipient.party?",
                "rules.yaml     | until.consent_accept         | until.consent_acept          | Did you mean until.consent_accept?",
                "rules.yaml     | recipient.party == 'third'   | recipient.party == 'thrid'   | recipient.party is never thrid. Did you mean third?",
                "rules.yaml     | occasions: [consent_reject   | occasions: [consent_rejekt   | Did you mean consent_reject?",
                "rules.yaml     | about: flow                  | about: session               | recipient.sdk can be asked only in conditions about: flow",
                "signals.yaml   | attribution: [归因            | attributions: [归因            | attributions is not a purpose of recipients.yaml",
                "categories.yaml| contacts:bulk                | contacts:heap                | heap is not a circumstance that can be told",
                "rules.yaml     | thr.min_entries              | thr.min_entrie               | thr.min_entrie is not among the thresholds",
                "rules.yaml     | severity: critical           | severity: graver             | graver is not a value here",
                "rules.yaml     | clauses: [IDM-3.1            | clauses: [IDM-9.9            | Did you mean IDM-",
                "fields.yaml    | type: person_name            | type: persons_name           | Did you mean person_name?",
                "fields.yaml    | check: imei                  | check: imeis                 | Did you mean imei?",
                "fields.yaml    | beside: [install_id         | besides: [install_id         | Did you mean beside?",
                "fields.yaml    | place: [bounds              | places: [bounds              | Did you mean place?",
                "discard.yaml   | guardian_name: [公司           | guardian_nam: [公司             | no such data type: guardian_nam",
                "discard.yaml   | roles: [noreply             | role: [noreply               | Did you mean roles?",
                "recipients.yaml| company: umeng               | company: umengg              | umengg is not a value here",
                "recipients.yaml| called: [闪验,               | called: [秒验,               | 秒验 is what mobtech is called, too",
                "recipients.yaml| called: [珠海市魅族通讯设备有限公司, | called: [华为技术有限公司, | 华为技术有限公司 is what huawei is called, too",
                "limits.yaml    | depth: 12                    | depht: 12                    | Did you mean depth?",
                "data_types.yaml| sensitive_by_default: true   | sensitive_by_default: maybe  | maybe is neither true nor false",
            })
    void a_mistake_is_reported_with_its_line(String file, String right, String wrong, String message) {
        Map<String, String> documents = new HashMap<>(TestConfiguration.documents());
        String text = documents.get(file);
        assertThat(text).contains(right);
        documents.put(
                file,
                text.replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong)));

        assertThatThrownBy(() -> Configuration.read(documents)).isInstanceOfSatisfying(InvalidDocument.class, e -> {
            assertThat(e.in(Language.EN)).contains(message);
            assertThat(e.problems().get(0).place().source()).isEqualTo("config/" + file);
            assertThat(e.problems().get(0).place().line()).isGreaterThanOrEqualTo(3);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "field.type == 'imei'        | field.tpye == 'imei'          | 7 | 39 | Did you mean field.type?",
                "field.type == 'imei'        | field.type in ['oaid', 'imee'] | 7 | 63 | Did you mean imei?",
                "field.type == 'imei'        | field.type = 'imei'           | 7 | 50 | write == instead of =",
                "field.type == 'imei'        | field.count                   | 7 | 44 | and this is a whole number",
                "field.type == 'imei'        | field.count == '5'            | 7 | 51 | == stands between a whole number and a text",
                "field.type == 'imei'        | field.confidence > 1          | 7 | 56 | a decimal is written 1.0",
                "field.type == 'imei'        | not field.sensitive           | 7 | 43 | are written &&, || and !",
                "recipient.party == 'third'  | (field.count > 3              | 8 | 25 | perhaps ) or ] is missing",
                "recipient.party == 'third'  | uploaded(recipient.id)        | 8 | 18 | uploaded is no word that conditions know",
                "recipient.party == 'third'  | field.count > thr.most        | 8 | 24 | thr.most is not among the thresholds; write it there"
            })
    void a_mistake_in_a_condition_of_several_lines_is_told_where_it_stands(
            String right, String wrong, int line, int column, String message) {
        String rules = """
                rules:
                  - id: MINE-01
                    title: {zh: 一, en: One}
                    verdict: clue
                    severity: low
                    when: >-
                      field.direction == 'request' && field.type == 'imei'
                      && recipient.party == 'third'
                    clauses: [PIPL-A23]
                    false_positives: [{zh: 无, en: none}]
                """;
        Changes good = new Changes("mine", Map.of("rules.yaml", rules));
        Changes bad = new Changes("mine", Map.of("rules.yaml", rules.replace(right, wrong)));

        assertThat(Configuration.read(TestConfiguration.documents(), good)
                        .rules()
                        .find("MINE-01"))
                .isPresent();
        assertThatThrownBy(() -> Configuration.read(TestConfiguration.documents(), bad))
                .isInstanceOfSatisfying(InvalidDocument.class, e -> {
                    assertThat(e.in(Language.EN)).contains(message);
                    assertThat(e.problems().get(0).place().line()).isEqualTo(line);
                    assertThat(e.problems().get(0).place().column()).isEqualTo(column);
                });
    }

    @Test
    void a_threshold_that_no_condition_asks_for_is_told_unless_its_condition_was_changed_away_from_it() {
        Changes renamed = new Changes(
                "mine", Map.of("rules.yaml", "rules:\n  - id: FREQ-02\n    thresholds:\n      maximum: 3\n"));
        Changes without = new Changes(
                "mine", Map.of("rules.yaml", "rules:\n  - id: FREQ-02\n    when: field.type == 'precise_location'\n"));

        assertThatThrownBy(() -> Configuration.read(TestConfiguration.documents(), renamed))
                .isInstanceOfSatisfying(InvalidDocument.class, e -> {
                    assertThat(e.in(Language.EN)).contains("no condition asks for thr.maximum");
                    assertThat(e.problems()).hasSize(1);
                    assertThat(e.problems().get(0).place().line()).isEqualTo(4);
                });
        assertThat(Configuration.read(TestConfiguration.documents(), without)
                        .rules()
                        .find("FREQ-02"))
                .isPresent();
    }

    @Test
    void a_document_that_cannot_be_parsed_is_one_problem_and_not_all_that_would_follow() {
        Map<String, String> documents = new HashMap<>(TestConfiguration.documents());
        documents.computeIfPresent("data_types.yaml", (k, v) -> v + "\nbroken: [\n");
        documents.computeIfPresent("limits.yaml", (k, v) -> v + "\nbroken: [\n");

        assertThatThrownBy(() -> Configuration.read(documents))
                .isInstanceOfSatisfying(
                        InvalidDocument.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void every_mistake_of_every_document_is_reported_at_once() {
        Map<String, String> documents = new HashMap<>(TestConfiguration.documents());
        documents.computeIfPresent(
                "limits.yaml", (k, v) -> v.replace("depth: 12", "depth: many").replace("nodes: 50000", "nodes: -1"));
        documents.computeIfPresent("discard.yaml", (k, v) -> v + "\nextra: 1\n");

        assertThatThrownBy(() -> Configuration.read(documents))
                .isInstanceOfSatisfying(
                        InvalidDocument.class, e -> assertThat(e.problems()).hasSize(3));
    }
}

package io.mingcha.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
    private final Problems problems = new Problems();

    private Setting merged(String shipped, String changes) {
        return Overlay.merge(
                Document.parse("shipped.yaml", shipped, problems), Document.parse("mine.yaml", changes, problems));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // maps, key by key
                "{a: 1, b: {c: 2, d: 3}}            | {b: {d: 4}, e: 5}              | {a: 1, b: {c: 2, d: 4}, e: 5}",
                "{a: 1, b: 2}                       | {b: null}                      | {a: 1}",
                "{a: 1, b: [x]}                     | 'b:'                           | {a: 1, b: [x]}",
                "{a: 1}                             | ''                             | {a: 1}",
                // entries by id
                "{r: [{id: A, s: 1, t: {x: 1, y: 2}}, {id: B}]} | {r: [{id: A, t: {y: 3}}]} | {r: [{id: A, s: 1, t: {x: 1, y: 3}}, {id: B}]}",
                "{r: [{id: A}, {id: B}]}            | {r: [{id: A, disabled: true}]} | {r: [{id: B}]}",
                "{r: [{id: A, s: 1}]}               | {r: [{id: A, disabled: false}]}| {r: [{id: A, s: 1}]}",
                "{r: [{id: A}]}                     | {r: [{id: C, s: 1}]}           | {r: [{id: A}, {id: C, s: 1}]}",
                "{r: []}                            | {r: [{id: C}]}                 | {r: [{id: C}]}",
                // entries without an id
                "{f: [{type: a}]}                   | {f: [{type: b}]}               | {f: [{type: a}, {type: b}]}",
                "{r: [{id: A, e: [{w: 1}]}]}        | {r: [{id: A, e: [{w: 2}]}]}    | {r: [{id: A, e: [{w: 2}]}]}",
                // lists of values
                "{v: [a, b]}                        | {v: [c]}                       | {v: [c]}",
                "{v: [a, b]}                        | {v: {add: [c, a], remove: [b]}}| {v: [a, c]}",
                "{v: a}                             | {v: {add: [b]}}                | {v: [a, b]}",
                "{v: {zh: a, en: b}}                | {v: c}                         | {v: c}",
            })
    void what_was_changed_is_laid_over_what_is_shipped(String shipped, String changes, String expected) {
        assertThat(merged(yaml(shipped), yaml(changes)).flat()).isEqualTo(expected);
        assertThat(problems.list()).isEmpty();
    }

    /** In YAML rather than JSON, whose keys need quotes. */
    private static String yaml(String flow) {
        return flow.startsWith("{") ? "---\n" + flow : flow;
    }

    @Test
    void changes_without_the_name_of_their_list_are_one_mistake_and_not_all_that_would_follow() {
        Setting merged = merged("rules:\n  - {id: A}\n", "- {id: B}\n");

        assertThat(merged.require("rules").list()).hasSize(1);
        assertThat(problems.list())
                .singleElement()
                .satisfies(
                        p -> assertThat(p.in(Language.EN)).isEqualTo("mine.yaml:1:1  expected keys with values here"));
    }

    @Test
    void an_entry_that_lost_the_shipped_one_it_changed_says_so_where_it_stands() {
        Setting rules = merged(
                        "rules:\n  - {id: A, severity: low}\n  - {id: C}\n",
                        "rules:\n  - {id: B, severity: high}\n  - {id: C}\n")
                .get("rules");
        rules.list().forEach(rule -> rule.require("title"));

        assertThat(problems.list())
                .filteredOn(
                        p -> p.place().source().equals("mine.yaml") && p.place().line() == 2)
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.in(Language.EN)).contains("title is missing", "B is not among the shipped ones");
                    assertThat(p.in(Language.ZH)).contains("缺少必填项 title", "默认配置中没有 B");
                });
        assertThat(problems.list())
                .filteredOn(p -> p.in(Language.EN).contains("not among the shipped ones"))
                .hasSize(1);
    }

    @Test
    void every_value_keeps_the_place_where_it_was_written() {
        Setting rule = merged(
                        "rules:\n  - id: A\n    severity: low\n    verdict: clue\n",
                        "# mine\nrules:\n  - id: A\n    severity: hihg\n")
                .get("rules")
                .list()
                .get(0);

        assertThat(rule.get("severity").place()).hasToString("mine.yaml:4:15");
        assertThat(rule.get("verdict").place()).hasToString("shipped.yaml:4:14");
        assertThat(rule.keyPlace("severity")).hasToString("mine.yaml:4:5");
        rule.get("severity").oneOf(List.of("low", "high"));
        rule.allow("id", "severity", "verdict");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("mine.yaml:4:15  hihg is not a value here. Did you mean high?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{r: [{id: CONS-01}]} | {r: [{id: CONS-1, disabled: true}]} | CONS-1 is not among the shipped ones. Did you mean CONS-01?",
                "{r: [{id: A}]}       | {r: [{id: A, disabled: maybe}]}     | maybe is neither true nor false",
                "{r: [{id: A}]}       | {r: [{id: A}, {id: A}]}             | A stands here twice",
                "{v: [alpha]}         | {v: {remove: [alpah]}}              | Did you mean alpha?",
                "{v: [alpha]}         | {v: {adds: [b]}}                    | Did you mean add?",
            })
    void what_changes_nothing_that_is_there_is_reported(String shipped, String changes, String message) {
        merged(yaml(shipped), yaml(changes));

        assertThat(problems.list()).singleElement().satisfies(p -> {
            assertThat(p.toString()).contains(message);
            assertThat(p.place().source()).isEqualTo("mine.yaml");
        });
    }

    @Test
    void differences_are_named_by_path_and_id() {
        Setting shipped = Document.parse(
                "a",
                "rules: [{id: A, severity: low, thr: {n: 1}}, {id: B}]\nvalues: [x, y]\nplain: 1\nsame: 2\n",
                problems);
        Setting changed = merged(
                "rules: [{id: A, severity: low, thr: {n: 1}}, {id: B}]\nvalues: [x, y]\nplain: 1\nsame: 2\n",
                "rules: [{id: A, severity: high, thr: {n: 2}}, {id: B, disabled: true}, {id: C}]\n"
                        + "values: {add: [z], remove: [x]}\nplain: null\nsame: 2\n");

        assertThat(Difference.between(shipped, changed))
                .extracting(d -> d.path() + ": " + d.before().orElse("-") + " → "
                        + d.after().orElse("-"))
                .containsExactly(
                        "rules[A].severity: low → high",
                        "rules[A].thr.n: 1 → 2",
                        "rules[B]: {id: B} → -",
                        "rules[C]: - → {id: C}",
                        "values: x → -",
                        "values: - → z",
                        "plain: 1 → -");
        assertThat(Difference.between(shipped, shipped)).isEmpty();
    }
}

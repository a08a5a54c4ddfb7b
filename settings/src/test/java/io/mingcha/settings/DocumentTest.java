package io.mingcha.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    @Test
    void scalars_keep_the_text_that_was_written() {
        Problems problems = new Problems();
        Setting root =
                Document.parse("a.yaml", "area: 0571\nphone: 13712345670\nflag: no\nempty:\nquoted: \"\"\n", problems);

        assertThat(root.get("area").text()).contains("0571");
        assertThat(root.get("phone").text()).contains("13712345670");
        assertThat(root.get("flag").bool(true)).isFalse();
        assertThat(root.get("empty").isPresent()).isFalse();
        assertThat(root.get("quoted").isPresent()).isTrue();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void json_and_yaml_read_alike() {
        Problems problems = new Problems();
        Setting json = Document.parse("a.json", "{\n\t\"list\": [\"0571\", 12, true], \"none\": null\n}", problems);

        assertThat(json.get("list").texts()).containsExactly("0571", "12", "true");
        assertThat(json.get("none").isPresent()).isFalse();
        assertThat(json.get("list").place().line()).isEqualTo(2);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [1, 2            | f:1:9   | not valid YAML",
                "a: 1\\nb:\\n  - x: 1\\n   y: 2 | f:4:5 | not valid YAML",
                "{\"a\": 1,}         | f:1:9   | not valid JSON",
                "{\"a\": 1} x        | f:1:10  | not valid JSON",
                "a: 1\\na: 2         | f:2:1   | a stands here twice",
            })
    void what_is_no_document_is_a_problem_at_its_place(String text, String place, String message) {
        Problems problems = new Problems();
        Document.parse("f", text.replace("\\n", "\n"), problems);
        assertThat(problems.list()).isNotEmpty();
        assertThat(problems.list().get(0).toString()).contains(message).startsWith("f:");
        assertThat(problems.list().get(0).place().line()).isEqualTo(Integer.parseInt(place.split(":")[1]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [1, 2             | 括号没有以 ] 结束",
                "a: {b: 1             | 括号没有以 } 结束",
                "a:\\n\\tb: 1         | 制表符",
                "a:\\n  - x: 1\\n   y: 2 | 缩进",
                "a: b: c              | 冒号没有加引号",
                "a: *b                | 没有 &b 可供 *b 引用",
                "a: @b                | 不能以 @ 开头",
                "a: \"x               | 引号仍未结束",
                "a: \"x\\qy\"          | 没有 \\q 这种写法",
                "a: !!b c             | 标签",
                "{\"a\": 1,}          | 不应有 }",
                "{\"a\": 1            | 没有闭合",
                "{\"a\": yes}         | yes 没有加引号",
            })
    void in_chinese_it_is_said_in_chinese_what_is_wrong(String text, String words) {
        Problems problems = new Problems();
        Document.parse("f", text.replace("\\n", "\n").replace("\\t", "\t"), problems);

        assertThat(problems.list().get(0).in(Language.ZH))
                .contains(words)
                .doesNotContainPattern("expected|found|character|Unexpected|token|allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [1, 2             | the bracket is not closed by ]",
                "a:\\n\\tb: 1         | a tab: indent with spaces",
                "a:\\n  - x: 1\\n   y: 2 | not indented as the lines before",
                "a: b: c              | a value with a colon lacks its quotes",
                "a: *b                | there is no &b",
                "a: @b                | no text begins with @",
                "a: \"x               | ends within quotes",
                "a: \"x\\qy\"          | use single ones",
                "{\"a\": 1,}          | } cannot stand here",
                "{\"a\": 1            | within brackets or quotes",
                "{\"a\": yes}         | yes lacks its quotes",
            })
    void in_english_it_is_said_in_words_of_ours(String text, String words) {
        Problems problems = new Problems();
        Document.parse("f", text.replace("\\n", "\n").replace("\\t", "\t"), problems);

        assertThat(problems.list().get(0).in(Language.EN))
                .contains(words)
                .doesNotContainPattern("expected|found|character '|Unexpected|token|allowed|end-of-input");
    }

    @Test
    void an_unknown_key_names_the_nearest_one_and_all_problems_come_at_once() {
        Problems problems = new Problems();
        Setting root = Document.parse("s.yaml", "prot: 70\nport: 70000\nmode: fats\n", problems);
        root.allow("port", "mode");
        root.get("port").integer(1, 65_535);
        root.get("mode").oneOf(List.of("fast", "slow"));
        root.require("name");

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "s.yaml:1:1  prot is not a key here. Did you mean port?",
                        "s.yaml:1:1  name is missing; it is required here",
                        "s.yaml:2:7  70000 is not between 1 and 65535",
                        "s.yaml:3:7  fats is not a value here. Did you mean fast?");
        assertThat(problems.list().get(0).in(Language.ZH)).contains("是否想写 port");
    }

    @Test
    void nesting_without_end_is_refused() {
        Problems problems = new Problems();
        Document.parse("d.json", "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}", problems);
        Document.parse("d.yaml", "a: " + "[".repeat(500) + "]".repeat(500), problems);
        assertThat(problems.list()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void what_is_anchored_is_meant_again_by_its_alias() {
        Problems problems = new Problems();
        Setting root =
                Document.parse("f", "id: &id 0571\nboth: &both {a: *id, b: [1, 2]}\nagain: *both\n*id : c\n", problems);

        assertThat(root.get("again").get("a").text()).contains("0571");
        assertThat(root.get("again").get("b").texts()).containsExactly("1", "2");
        assertThat(root.get("0571").text()).contains("c");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void a_key_is_what_is_written_whatever_it_may_mean_elsewhere() {
        Setting root = Document.parse("f", "null: a\nno: b\n\"\": c\n1: d\n", new Problems());

        assertThat(root.entries()).containsOnlyKeys("null", "no", "", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &a [*a]            | f:1:8 | contains itself",
                "a: &a {b: {c: *a}}    | f:1:15 | contains itself",
                "[a, b]: c             | f:1:1 | a key must be text",
                "a: 1\\n---\\nb: 2  | f:2:1 | not valid YAML",
            })
    void what_no_setting_can_be_made_of_is_a_problem_at_its_place(String text, String place, String message) {
        Problems problems = new Problems();
        Document.parse("f", text.replace("\\n", "\n"), problems);

        assertThat(problems.list().get(0).toString()).startsWith(place).contains(message);
    }

    @Test
    void aliases_of_aliases_stand_for_no_more_than_fits_into_memory() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, before)) + "]\n");
        }
        Problems problems = new Problems();
        Document.parse("f", text.toString(), problems);

        assertThat(problems.list().get(0).toString()).contains("too many aliases");
    }

    @Test
    void a_text_is_one_for_both_languages_or_has_both() {
        Problems problems = new Problems();
        Setting root = Document.parse(
                "f",
                "one: 名\nboth: {zh: 名, en: name}\nhalf: {zh: 名}\nmisspelt: {zh: 名, em: name}\nmore: {zh: 名, en: name, number: yes}\n",
                problems);

        assertThat(root.get("one").bilingual()).isEqualTo(Text.same("名"));
        assertThat(root.get("both").bilingual()).isEqualTo(Text.of("名", "name"));
        assertThat(root.get("more").bilingual("number")).isEqualTo(Text.of("名", "name"));
        assertThat(problems.isEmpty()).isTrue();

        root.get("half").bilingual();
        root.get("misspelt").bilingual();
        assertThat(problems.list())
                .extracting(Object::toString)
                .satisfiesExactly(
                        half -> assertThat(half).contains("f:3").contains("en is missing"),
                        half -> assertThat(half).contains("f:4").contains("en is missing"),
                        misspelt -> assertThat(misspelt).contains("f:4").contains("em is not a key"));
    }
}

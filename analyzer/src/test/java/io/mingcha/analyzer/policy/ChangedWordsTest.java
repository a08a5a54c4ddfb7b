package io.mingcha.analyzer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.analyzer.Changes;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.policy.text.TextPolicy;
import io.mingcha.settings.InvalidDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an analyst adds to the words of policies is read as what ships with them. */
class ChangedWordsTest {
    @Test
    void a_verb_with_which_users_give_something_away_is_theirs() {
        String policy = "我们委托苍鹭例科技有限公司收集您的昵称。您可以向特定的人寄赠照片，对方会收集视频。";
        assertThat(rows("", policy)).contains("photos 苍鹭例科技有限公司");
        assertThat(rows("users: {gives: {add: [寄赠]}}", policy)).contains("photos -");
    }

    @Test
    void what_an_empty_cell_says_is_no_purpose() {
        String policy = "第三方名称：苍鹭例SDK\n收集信息：OAID\n使用目的：没有";
        assertThat(draft("", policy).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.purpose()).contains("没有"));
        assertThat(draft("wording: {nothing: {add: [没有]}}", policy).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.purpose()).isEmpty());
    }

    @Test
    void who_stands_behind_a_word_for_where_something_comes_from_does_not_collect() {
        String policy = "经其他平台授权提供您的昵称。";
        assertThat(rows("", policy)).isEmpty();
        assertThat(rows("from_others: {add: [经]}", policy)).containsExactly("avatar_nickname -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wording: {such_as: {add: [好比]}} | '一、我们收集的信息\n设备标记好比OAID' | '' | oaid -",
                "wording: {leads: {add: [具体有]}} | 我们会收集您的设备信息具体有OAID | device_model_build - oaid - | oaid -",
            })
    void a_word_that_is_added_is_read(String change, String policy, String before, String after) {
        assertThat(String.join(" ", rows("", policy))).isEqualTo(before);
        assertThat(String.join(" ", rows(change, policy))).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "wording", "from_others", "below", "makes", "place"})
    void a_list_that_is_missing_is_told_by_its_name(String key) {
        Map<String, String> documents = TestConfiguration.documents();
        documents.computeIfPresent("policy.yaml", (name, text) -> text.replaceFirst("(?m)^( *)" + key + ":", "$1zzz:"));
        assertThatThrownBy(() -> Configuration.read(documents))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("config/policy.yaml:")
                .hasMessageContaining(key);
    }

    private static List<String> rows(String change, String policy) {
        return draft(change, policy).rows().stream()
                .map(row -> row.type() + " "
                        + (row.receivers().isEmpty()
                                ? "-"
                                : row.receivers().get(0).names().get(0)))
                .toList();
    }

    private static Draft draft(String change, String policy) {
        Configuration configuration = Configuration.read(
                TestConfiguration.documents(),
                change.isEmpty() ? Changes.NONE : new Changes("mine", Map.of("policy.yaml", change)));
        return Drafting.of(
                TextPolicy.read(policy),
                configuration.policyWords(),
                configuration.catalogue().recipients());
    }
}

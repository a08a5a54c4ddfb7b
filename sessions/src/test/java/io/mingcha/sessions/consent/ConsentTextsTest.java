package io.mingcha.sessions.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mingcha.settings.Document;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTextsTest {

    @Test
    void a_pattern_that_is_none_and_an_unknown_key_are_told_with_their_places(@TempDir Path folder) throws IOException {
        String text = Files.readString(Shipped.config().resolve("consent.yaml"))
                .replaceFirst("(?m)^similar:$", "similer:\nsimilar:")
                .replaceFirst("leaves: \\[", "leaves: ['(', ");
        Path file = Files.writeString(folder.resolve("consent.yaml"), text);

        assertThatThrownBy(() -> ConsentTexts.load(file))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("consent.yaml:")
                .hasMessageContaining("Did you mean similar?")
                .hasMessageContaining("(: ");
    }

    @Test
    void everything_that_is_missing_is_told_at_once() {
        Problems problems = new Problems();
        ConsentTexts.read(Document.parse("consent.yaml", "buttons: {}", problems));

        assertThat(problems.list()).hasSizeGreaterThan(Said.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "同意, AGREE",
        "同意并继续, AGREE",
        "同 意, AGREE",
        "我已阅读并同意, AGREE",
        "同意（5s）, AGREE",
        "同意并继续 >, AGREE",
        "Accept All Cookies, AGREE",
        "I Agree, AGREE",
        "不同意, REFUSE",
        "不同意并退出, REFUSE",
        "残忍拒绝, REFUSE",
        "暂不使用, REFUSE",
        "我再想想, REFUSE",
        "Reject all, REFUSE",
        "Only necessary cookies, REFUSE",
        "仅浏览, BASIC",
        "不同意，仅浏览, BASIC",
        "进入基本功能模式, BASIC",
        "本机号码一键登录, LOGIN",
        "以后再说, LATER",
    })
    void labels_are_read_whatever_their_spaces_signs_and_countdowns(String label, Said said) {
        assertThat(Shipped.texts().says(Plain.label(label))).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"同意领取", "同意书", "不同意见", "退出登录", "拒绝访问记录", "同意退款", "Agreement", "Acceptance rate"})
    void labels_that_only_share_a_word_say_nothing(String label) {
        assertThat(Shipped.texts().says(Plain.label(label))).isEmpty();
    }

    @Test
    void no_label_however_odd_takes_long_to_read() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String begun : List.of("同意并", "同意并进入", "不同意并", "accept all ", "i agree to the ", "仅浏览", "注销")) {
                for (String more : List.of("a", "继续", "使用", " and", " cookies", "进入", "aaaaaa ")) {
                    Shipped.texts().says(Plain.label((begun + more.repeat(40)).substring(0, 40) + "#"));
                    Shipped.texts().notice().ask().in(begun + more.repeat(2_000));
                    Shipped.texts().notice().subject().in(begun + more.repeat(2_000));
                }
            }
        });
    }
}

package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {
    @ParameterizedTest
    @CsvSource({
        "2/min, 2, PT1M",
        "2 times per minute, 2, PT1M",
        "once a day, 1, PT24H",
        "3 per 10 s, 3, PT10S",
        "every 5 minutes, 1, PT5M",
        "Every hour, 1, PT1H",
        "每30秒1次, 1, PT30S",
        "每30秒一次, 1, PT30S",
        "每5分钟3次, 3, PT5M",
        "每天一次, 1, PT24H",
        "每隔2小时, 1, PT2H",
        "1次/分钟, 1, PT1M",
        "一次每小时, 1, PT1H",
        "' 2 / min ', 2, PT1M"
    })
    void a_number_and_a_window_are_read_in_english_and_chinese(String text, int times, Duration window) {
        assertThat(Frequency.parse(text)).contains(new Frequency(times, window));
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "Once only", "仅一次", "只1次", "单次", "1/session"})
    void once_is_once_in_any_session(String text) {
        Frequency once = Frequency.parse(text).orElseThrow();

        assertThat(once.times()).isEqualTo(1);
        assertThat(once.window()).isGreaterThan(Duration.ofDays(10_000));
    }

    @ParameterizedTest
    @CsvSource({
        "每次启动1次, 1",
        "每次启动一次, 1",
        "每次启动应用时收集1次, 1",
        "每次打开App后仅上报2次, 2",
        "每次冷启动 单次, 1",
        "once per launch, 1",
        "2 times each app start, 2"
    })
    void each_start_of_the_app_allows_it_anew(String text, int times) {
        Frequency frequency = Frequency.parse(text).orElseThrow();

        assertThat(frequency.perLaunch()).isTrue();
        assertThat(frequency.times()).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "启动时",
                "每次登录1次",
                "每次使用功能时1次",
                "首次启动",
                "每次启动时收集",
                "启动1次",
                "每次支付一次",
                "per launch",
                "on launch",
                "每次启动若干次",
                "每次启动0次",
                " ",
                "按需",
                "when needed",
                "often",
                "0/min",
                "per",
                "every",
                "2",
                "2/fortnight",
                "每次启动",
                "/min"
            })
    void what_is_not_understood_says_nothing(String text) {
        assertThat(Frequency.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"每0秒1次", "99999999999999999999/min", "every 99999999999999999999 days"})
    void numbers_beyond_sense_do_no_harm(String text) {
        assertThat(Frequency.parse(text).stream()).allSatisfy(f -> {
            assertThat(f.times()).isPositive();
            assertThat(f.window()).isPositive();
            assertThat(f.perHour()).isFinite();
        });
    }
}

package io.mingcha.analyzer.judge;

import io.mingcha.settings.Setting;
import java.time.Duration;

/**
 * What counts as one occasion and as one beat of a timer; {@code rhythm} in {@code config/rules.yaml}.
 *
 * @param together the requests of one page, or the pieces of one upload, follow each other within this and are one occasion
 * @param occasion no occasion is longer
 * @param beat a timer may send more than one message when it rings, all within this
 * @param pause an interval so many times as long as the median is a pause of the timer, as while the app is out of sight
 */
record Rhythm(Duration together, Duration occasion, Duration beat, double pause) {
    static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(1), 3);

    static Rhythm of(Setting setting) {
        setting.allow("together_ms", "occasion_ms", "beat_ms", "pause");
        return new Rhythm(
                millis(setting.get("together_ms"), USUAL.together()),
                millis(setting.get("occasion_ms"), USUAL.occasion()),
                millis(setting.get("beat_ms"), USUAL.beat()),
                setting.get("pause").decimal().orElse(USUAL.pause()));
    }

    private static Duration millis(Setting setting, Duration usual) {
        return Duration.ofMillis(setting.integer(0, 3_600_000).orElse(usual.toMillis()));
    }
}

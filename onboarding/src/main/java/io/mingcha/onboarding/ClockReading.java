package io.mingcha.onboarding;

import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.Locale;

/**
 * How far a device's clock is from ours.
 *
 * @param ahead negative if it is behind
 * @param within how far the true difference may be from that
 */
record ClockReading(Duration ahead, Duration within) {
    /** Enough for any order of events in a report, and for the validity of certificates. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private static final Text SET_IT = Text.of(
            "在设备的日期与时间设置中打开“自动设置时间”", "Switch on «set time automatically» in the device's date and time settings");

    CheckResult result() {
        String most = shown(within);
        String off = shown(ahead.abs());
        Text seen = ahead.isNegative()
                ? Text.of("慢 " + off + "（误差不超过 " + most + "）", off + " behind (known within " + most + ")")
                : Text.of("快 " + off + "（误差不超过 " + most + "）", off + " ahead (known within " + most + ")");
        return ahead.abs().minus(within).compareTo(TOLERATED) > 0
                ? CheckResult.failed(Check.CLOCK, seen, SET_IT)
                : CheckResult.passed(Check.CLOCK, seen.zh(), seen.en());
    }

    private static String shown(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 1) {
            return time.toMillis() + " ms";
        }
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < 7_200
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}

package io.mingcha.analyzer.judge;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often something is declared to be sent: {@code 2/min}, {@code once}, {@code 每30秒1次}, {@code 每次启动1次}.
 *
 * @param times at most
 * @param window in so long; longer than any session if it is once for all, or for each start of the app
 * @param perLaunch each start of the app allows it anew
 */
record Frequency(int times, Duration window, boolean perLaunch) {
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final String UNIT = "(s|secs?|seconds?|秒|m|mins?|minutes?|分钟|分|h|hrs?|hours?|小时|d|days?|天|日)";
    private static final Pattern PER =
            Pattern.compile("(?:(\\d+)|(?:once|one|一)) *(?:times?|次)? *(?:/|per|a|every|每) *(\\d+)? *" + UNIT);
    private static final Pattern EVERY =
            Pattern.compile("(?:every|each|每隔?) *(\\d+)? *" + UNIT + "(?:[^0-9一]*(?:(\\d+)|一) *(?:times?|次))?");
    private static final Pattern ONCE = Pattern.compile("(?:仅|只)?(?:once|一次|1 ?次|单次|1/session)(?: only)?");
    private static final Pattern LAUNCH =
            Pattern.compile("(?:每次(?:启动|打开|冷启动)(?:应用|app|时|后)*(?:仅|只|均|各)?(?:收集|采集|获取|上报|上传|读取)? *(?:(\\d+)|一|单) *次)"
                    + "|(?:(?:(\\d+) times?|once) (?:per|each|every|at each|a) (?:app )?(?:launch|start))");
    private static final List<Map.Entry<String, Duration>> UNITS = List.of(
            Map.entry("s秒", Duration.ofSeconds(1)),
            Map.entry("m分", Duration.ofMinutes(1)),
            Map.entry("h小", Duration.ofHours(1)),
            Map.entry("d天日", Duration.ofDays(1)));

    Frequency(int times, Duration window) {
        this(times, window, false);
    }

    static Optional<Frequency> parse(String text) {
        return read(text).filter(f -> f.times() > 0);
    }

    private static Optional<Frequency> read(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        Matcher per = PER.matcher(t);
        if (per.matches()) {
            return Optional.of(new Frequency(number(per.group(1)), window(per.group(2), per.group(3))));
        }
        Matcher every = EVERY.matcher(t);
        if (every.matches()) {
            return Optional.of(new Frequency(number(every.group(3)), window(every.group(1), every.group(2))));
        }
        Matcher launch = LAUNCH.matcher(t);
        if (launch.matches()) {
            @Nullable String many = launch.group(1) == null ? launch.group(2) : launch.group(1);
            return Optional.of(new Frequency(number(many), EVER, true));
        }
        return ONCE.matcher(t).matches() ? Optional.of(new Frequency(1, EVER)) : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(shortened(digits)));
    }

    private static String shortened(String digits) {
        return digits.length() > 9 ? "999999999" : digits;
    }

    private static Duration window(@Nullable String many, String unit) {
        return UNITS.stream()
                .filter(u -> u.getKey().indexOf(unit.charAt(0)) >= 0)
                .findFirst()
                .orElseThrow()
                .getValue()
                .multipliedBy(Math.max(1, number(many)));
    }

    double perHour() {
        return times * 3600.0 / window.toSeconds();
    }
}

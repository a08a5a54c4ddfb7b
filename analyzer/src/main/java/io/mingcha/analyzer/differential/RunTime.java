package io.mingcha.analyzer.differential;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the times and dates of a run, which differ from another run's whoever used the app. */
final class RunTime {
    private static final Duration MARGIN = Duration.ofDays(2);
    private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\.\\d+|\\d{3}|\\d{6}|\\d{9})?");
    private static final Pattern DATE = Pattern.compile("(20\\d\\d)[-/.]?(\\d\\d)[-/.]?(\\d\\d)([T _-]?\\d.*)?");

    private RunTime() {}

    static boolean isOf(Run run, String text) {
        Matcher epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            return run.lasted(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))), MARGIN);
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return false;
        }
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
            return run.lasted(day.atStartOfDay(ZoneOffset.UTC).toInstant(), MARGIN);
        } catch (DateTimeException e) {
            return false;
        }
    }
}

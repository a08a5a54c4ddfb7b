package io.mingcha.sessions.marks;

import io.mingcha.flows.Marker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markers from what a device logged ({@code logcat}), by patterns that somebody chose. The stamps of a log are the device's: what
 * its clock was ahead is taken off, and how wrong that may be becomes the window of each marker.
 */
public final class DeviceLog {
    private static final Pattern EPOCH = Pattern.compile("\\s*(\\d{9,11}\\.\\d{3,9})\\s.*");
    private static final Pattern ZONED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [+-]\\d{4})\\s.*");
    private static final Pattern USUAL = Pattern.compile("(\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\s.*");
    private static final DateTimeFormatter ZONED_STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xx");

    private final Map<Pattern, String> patterns;
    private final Duration ahead;
    private final Duration uncertain;
    private final ZoneId zone;
    private final int year;

    /**
     * @param patterns what is looked for in a line → the marker that it stands for
     * @param ahead how far the device's clock was ahead
     * @param zone the device's, for stamps that name none
     * @param year for stamps that name none
     */
    public DeviceLog(Map<Pattern, String> patterns, Duration ahead, Duration uncertain, ZoneId zone, int year) {
        this.patterns = Map.copyOf(patterns);
        this.ahead = ahead;
        this.uncertain = uncertain;
        this.zone = zone;
        this.year = year;
    }

    /** The markers of a log, in the order of its lines; lines without a stamp are passed over. */
    public List<Marker> markers(String log) {
        List<Marker> markers = new ArrayList<>();
        log.lines()
                .forEach(line -> stamp(line)
                        .ifPresent(at -> patterns.forEach((pattern, label) -> {
                            if (pattern.matcher(line).find()) {
                                markers.add(Marker.within(
                                        label, at, at.minus(uncertain), at.plus(uncertain), Marker.Source.FILE));
                            }
                        })));
        return markers;
    }

    private Optional<Instant> stamp(String line) {
        try {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                return Optional.of(Instant.EPOCH
                        .plusNanos(new java.math.BigDecimal(epoch.group(1))
                                .movePointRight(9)
                                .longValue())
                        .minus(ahead));
            }
            Matcher zoned = ZONED.matcher(line);
            if (zoned.matches()) {
                return Optional.of(OffsetDateTime.parse(zoned.group(1), ZONED_STAMP)
                        .toInstant()
                        .minus(ahead));
            }
            Matcher usual = USUAL.matcher(line);
            if (usual.matches()) {
                DateTimeFormatter format = new DateTimeFormatterBuilder()
                        .appendPattern("MM-dd HH:mm:ss.SSS")
                        .parseDefaulting(ChronoField.YEAR, year)
                        .toFormatter(java.util.Locale.ROOT);
                return Optional.of(LocalDateTime.parse(usual.group(1), format)
                        .atZone(zone)
                        .toInstant()
                        .minus(ahead));
            }
        } catch (DateTimeException e) {
            // Looks like a stamp and is none.
        }
        return Optional.empty();
    }
}

package io.mingcha.flows.har;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Dates as tools write them, most of them by ISO 8601. */
final class Dates {
    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern(
                    "[yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXX][yyyy-MM-dd'T'HH:mm:ss.SSSSSSXX][yyyy-MM-dd'T'HH:mm:ss.SSSXX][yyyy-MM-dd'T'HH:mm:ssXX]"));

    private Dates() {}

    /** One without an offset is UTC. */
    static Optional<Instant> parse(String text) {
        String clean = text.strip().replace(' ', 'T');
        for (DateTimeFormatter format : FORMATS) {
            try {
                return Optional.of(OffsetDateTime.parse(clean, format).toInstant());
            } catch (DateTimeException e) {
                // the next format may fit
            }
        }
        try {
            return Optional.of(LocalDateTime.parse(clean).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

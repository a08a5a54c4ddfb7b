package io.mingcha.store.log;

import io.mingcha.store.body.Extent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Stands in a row for a description that is too long for it; the description itself lies in a segment. */
public final class Pointer {
    /** H2 holds 1 MiB in a binary column. */
    public static final int LONGEST_ROW = 1_000_000;

    private static final String PREFIX = "@";

    private Pointer() {}

    public static byte[] to(Extent extent) {
        return (PREFIX + extent.segment() + " " + extent.position() + " " + extent.length())
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty if the record is a description itself. */
    public static Optional<Extent> in(byte[] record) {
        if (record.length == 0 || record[0] != PREFIX.charAt(0)) {
            return Optional.empty();
        }
        String[] parts = new String(record, 1, record.length - 1, StandardCharsets.US_ASCII).split(" ");
        try {
            return Optional.of(
                    new Extent(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}

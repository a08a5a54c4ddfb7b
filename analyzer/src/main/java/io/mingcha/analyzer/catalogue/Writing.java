package io.mingcha.analyzer.catalogue;

import java.util.Locale;
import java.util.stream.Stream;

/** How the values of a type are written, which tells in what other ways apps write the same; see {@code data_types.yaml}. */
public enum Writing {
    TEXT,
    NAME,
    PHONE,
    PEOPLE,
    RESIDENT_ID,
    CARD,
    IMEI,
    MAC,
    EIGHT_BYTES,
    PLATE,
    ADDRESS,
    POSITION;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Writing of(String word) {
        return Stream.of(values())
                .filter(w -> w.word().equals(word))
                .findFirst()
                .orElse(TEXT);
    }

    /** Whether it is somebody's number, with or without a country's code. */
    public boolean isPhone() {
        return this == PHONE || this == PEOPLE;
    }
}

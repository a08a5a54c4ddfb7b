package io.mingcha.analyzer.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which digests of a type apps send under the name of the value itself; see {@code data_types.yaml}. */
public enum Digested {
    NONE,
    ANY,
    SHA256;

    private static final int LENGTH_OF_SHA256 = 64;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(ANY, SHA256).map(Digested::word).toList();
    }

    static Digested of(String word) {
        return Stream.of(values())
                .filter(d -> d.word().equals(word))
                .findFirst()
                .orElse(NONE);
    }

    /** Whether so many hexadecimal digits may be one, whatever else the name says. */
    public boolean isOf(int digits) {
        return this == SHA256 && digits == LENGTH_OF_SHA256;
    }
}

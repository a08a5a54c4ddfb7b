package io.mingcha.analyzer.detect.known;

import java.util.List;

/**
 * In what forms a known value is looked for.
 *
 * @param spellings as it may be written plainly, case and width of letters aside
 * @param disguises in what other letters, by name
 * @param digests by name, such as {@code md5(md5)}
 * @param telling whether a bare occurrence counts; otherwise it is looked for only as it is written, in a field of its name
 */
public record Forms(List<String> spellings, List<String> disguises, List<String> digests, boolean telling) {
    public Forms {
        spellings = List.copyOf(spellings);
        disguises = List.copyOf(disguises);
        digests = List.copyOf(digests);
    }
}

package io.mingcha.analyzer.catalogue;

import io.mingcha.flows.Party;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Under which a type was sent.
 *
 * @param count entries of a bulk shape, else 1
 * @param purposes of the recipient
 * @param age of the user
 * @param scene that the app was in, an empty name outside every scene; absent if nobody said where it was
 */
public record Circumstances(int count, Party party, List<String> purposes, OptionalInt age, Optional<String> scene) {
    public Circumstances {
        purposes = List.copyOf(purposes);
    }
}

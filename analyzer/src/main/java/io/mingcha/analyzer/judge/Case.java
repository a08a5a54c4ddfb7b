package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.flows.Exposure;
import java.time.Instant;
import java.util.Optional;

/**
 * What is put before a rule: an exposure, a connection as such, or the session as a whole.
 *
 * @param flow ordinal of the exchange; -1 for the session
 * @param subject the exposure and its place in the report; absent for a rule about connections or the session
 */
public record Case(int flow, Instant at, Wire wire, Attributed attributed, Optional<Subject> subject) {

    /**
     * An exposure under judgement.
     *
     * @param decimals digits behind the point of a position as it was sent; -1 for anything else
     */
    public record Subject(int index, Exposure exposure, DataType type, int decimals) {}

    Exposure exposure() {
        return subject.orElseThrow().exposure();
    }

    DataType type() {
        return subject.orElseThrow().type();
    }
}

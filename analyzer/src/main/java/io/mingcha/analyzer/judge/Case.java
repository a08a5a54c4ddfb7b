package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.flows.Exposure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is put before a rule: an exposure, or a connection as such.
 *
 * @param opaque whether its request carried bytes that nobody could read
 * @param subject the exposure and its place in the report; absent for a rule about connections
 */
public record Case(
        int flow,
        Instant at,
        String scheme,
        String host,
        boolean read,
        boolean opaque,
        Attributed attributed,
        SessionFacts session,
        Optional<Subject> subject) {

    /** An exposure under judgement. */
    public record Subject(int index, Exposure exposure, DataType type) {}

    Exposure exposure() {
        return subject.orElseThrow().exposure();
    }

    DataType type() {
        return subject.orElseThrow().type();
    }

    boolean separatelyConsented() {
        List<String> covering = session.types().withParents(type().id());
        Set<String> arguments = new java.util.HashSet<>(covering);
        arguments.add(type().group());
        arguments.add(attributed.recipient().id());
        return session.timeline().happened("separate_consent", arguments, at);
    }
}

package io.mingcha.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code session.json}: how a session stands, readable while another process records it.
 *
 * @param flows and {@code bytes} as of the last time it was written
 * @param length and {@code head} of the chain when nothing was recording; empty while something is
 */
record SessionFile(
        String id,
        SessionSpec spec,
        Instant started,
        Optional<Instant> ended,
        Session.State state,
        Optional<Instant> unrecordedSince,
        int flows,
        long bytes,
        long length,
        String head) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "session.json";

    static SessionFile of(Session session, SessionLog.Totals totals, long length, String head) {
        return new SessionFile(
                session.id(),
                session.spec(),
                session.started(),
                session.ended(),
                session.state(),
                session.unrecordedSince(),
                totals.flows(),
                totals.bytes(),
                length,
                head);
    }

    SessionFile withChain(Chain chain) {
        return new SessionFile(
                id, spec, started, ended, state, unrecordedSince, flows, bytes, chain.length(), chain.head());
    }

    SessionFile withSpec(SessionSpec replaced) {
        return new SessionFile(id, replaced, started, ended, state, unrecordedSince, flows, bytes, length, head);
    }

    Session session(byte[] secret) {
        return new Session(id, spec, started, ended, state, secret, unrecordedSince);
    }

    /** What the chain holds of it. */
    static byte[] stateRecord(Session session) {
        ObjectNode node = JSON.createObjectNode();
        putState(node, session.started(), session.ended(), session.state(), session.unrecordedSince());
        return bytes(node);
    }

    byte[] stateRecord() {
        ObjectNode node = JSON.createObjectNode();
        putState(node, started, ended, state, unrecordedSince);
        return bytes(node);
    }

    static byte[] specRecord(SessionSpec spec) {
        return bytes(SpecJson.write(spec));
    }

    private static void putState(
            ObjectNode node,
            Instant started,
            Optional<Instant> ended,
            Session.State state,
            Optional<Instant> unrecordedSince) {
        node.put("state", state.name());
        node.put("started", started.toString());
        ended.ifPresent(e -> node.put("ended", e.toString()));
        unrecordedSince.ifPresent(u -> node.put("unrecordedSince", u.toString()));
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    void writeTo(Path folder) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", 1);
        node.put("id", id);
        putState(node, started, ended, state, unrecordedSince);
        node.put("flows", flows);
        node.put("bytes", bytes);
        ObjectNode chain = node.putObject("chain");
        chain.put("length", length);
        chain.put("head", head);
        node.set("spec", SpecJson.write(spec));
        Private.replace(
                folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    }

    static SessionFile readFrom(Path folder) throws IOException {
        JsonNode node = JSON.readTree(Files.readAllBytes(folder.resolve(NAME)));
        try {
            return new SessionFile(
                    node.path("id").asText(),
                    SpecJson.read(node.path("spec")),
                    Instant.parse(node.path("started").asText()),
                    instant(node, "ended"),
                    Session.State.valueOf(node.path("state").asText()),
                    instant(node, "unrecordedSince"),
                    node.path("flows").intValue(),
                    node.path("bytes").longValue(),
                    node.path("chain").path("length").longValue(),
                    node.path("chain").path("head").asText());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("session.json is damaged: " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> instant(JsonNode node, String name) {
        return node.path(name).isTextual()
                ? Optional.of(Instant.parse(node.path(name).textValue()))
                : Optional.empty();
    }
}

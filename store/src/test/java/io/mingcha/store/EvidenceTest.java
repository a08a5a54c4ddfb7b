package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final byte[] PICTURE = {1, 2, 3};

    @TempDir
    Path data;

    private String record() {
        RecordingSession session = SessionStore.at(data).create(Exchanges.SPEC, Instant.now());
        Exchanges.exchange(session, "/0");
        session.keep("0001-consent_accept.png", PICTURE);
        session.keep("0001-consent_accept.png", "another".getBytes(StandardCharsets.UTF_8));
        Exchanges.exchange(session, "/1");
        session.own(Map.of(1, new Owner(Owner.Whose.OTHER_APP, Optional.of("com.other"), "port", 0.98)));
        return session.stop().id();
    }

    private Path file(String id, String name) {
        return data.resolve("sessions").resolve(id).resolve("evidence").resolve(name);
    }

    @Test
    void what_is_kept_comes_back_and_nobody_else_may_read_it() throws IOException {
        String id = record();
        try (StoredSession stored = SessionStore.at(data).open(id)) {
            assertThat(stored.evidence())
                    .extracting(Evidence::name)
                    .containsExactly("0001-consent_accept.png", "0001-consent_accept-2.png");
            assertThat(stored.evidence("0001-consent_accept.png")).contains(PICTURE);
            assertThat(stored.evidence("nothing.png")).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(id, "0001-consent_accept.png"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_changed_and_a_missing_picture_show_when_the_record_is_verified() throws IOException {
        String id = record();
        SessionStore store = SessionStore.at(data);
        assertThat(store.verify(id).isSound()).isTrue();

        Files.write(file(id, "0001-consent_accept.png"), new byte[] {1, 2, 4});
        assertThat(store.verify(id).defects())
                .singleElement()
                .matches(d -> d.where().equals("evidence/0001-consent_accept.png"));

        Files.delete(file(id, "0001-consent_accept.png"));
        assertThat(store.verify(id).isSound()).isFalse();
    }

    @Test
    void what_is_added_piece_by_piece_can_be_read_at_once_and_enters_the_chain_as_a_whole() throws IOException {
        SessionStore store = SessionStore.at(data);
        RecordingSession session = store.create(Exchanges.SPEC, Instant.now());
        String id = session.session().id();

        session.add("events.jsonl", "one\n".getBytes(StandardCharsets.UTF_8));
        assertThat(file(id, "events.jsonl")).hasContent("one");
        session.add("events.jsonl", "two\n".getBytes(StandardCharsets.UTF_8));
        assertThat(file(id, "events.jsonl")).hasContent("one\ntwo");
        assertThatThrownBy(() -> session.add("../secret", PICTURE)).isInstanceOf(IllegalArgumentException.class);
        session.stop();

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.evidence()).extracting(Evidence::name).containsExactly("events.jsonl");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(id, "events.jsonl"))))
                .isEqualTo("rw-------");
        assertThat(store.verify(id).isSound()).isTrue();
        Files.writeString(file(id, "events.jsonl"), "one\n");
        assertThat(store.verify(id).defects())
                .singleElement()
                .matches(d -> d.where().equals("evidence/events.jsonl"));
    }

    @Test
    void a_name_cannot_lead_out_of_the_session() {
        RecordingSession session = SessionStore.at(data).create(Exchanges.SPEC, Instant.now());
        assertThatThrownBy(() -> session.keep("../secret", PICTURE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.keep("", PICTURE)).isInstanceOf(IllegalArgumentException.class);
        session.stop();
    }

    @Test
    void whose_a_connection_was_is_told_with_each_of_its_exchanges() {
        String id = record();
        try (StoredSession stored = SessionStore.at(data).open(id)) {
            List<Flow> flows = stored.stream().toList();
            assertThat(flows.get(0).client().owner()).isEmpty();
            assertThat(flows.get(1).client().owner().map(Owner::name)).contains("com.other");
            assertThat(flows.get(1).client().isForeign()).isTrue();
            assertThat(stored.verify().isSound()).isTrue();
        }
    }

    @Test
    void purging_a_session_takes_its_evidence_along() {
        String id = record();
        assertThat(SessionStore.at(data).purge(id).files()).isGreaterThan(4);
        assertThat(data.resolve("sessions").resolve(id)).doesNotExist();
    }
}

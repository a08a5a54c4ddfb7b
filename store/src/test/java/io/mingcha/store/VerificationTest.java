package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    @TempDir
    Path data;

    private SessionStore store;
    private String id;
    private Path folder;

    @BeforeEach
    void recordThreeExchangesAndAMarker() {
        store = SessionStore.at(data);
        RecordingSession session = store.create(Exchanges.SPEC, START);
        Exchanges.exchange(session, "/0");
        Exchanges.exchange(session, "/1");
        session.addMarker(Marker.at("consent_accept", START, Marker.Source.HAND));
        Exchanges.exchange(session, "/2");
        id = session.stop().id();
        folder = data.resolve("sessions").resolve(id);
    }

    @Test
    void an_untouched_session_is_sound() {
        Verification verification = store.verify(id);
        assertThat(verification.defects()).isEmpty();
        assertThat(verification.flows()).isEqualTo(3);
        assertThat(verification.records()).isEqualTo(6);
        assertThat(verification.head()).hasSize(64);
    }

    @Test
    void any_changed_byte_of_a_segment_shows() throws IOException {
        Path segment = folder.resolve("bodies-00001.seg");
        byte[] whole = Files.readAllBytes(segment);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x20;
            Files.write(segment, changed);
            assertThat(store.verify(id).isSound()).as("byte %d", i).isFalse();
        }
        Files.write(segment, whole);
        assertThat(store.verify(id).isSound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE flow SET host = 'other.example' WHERE ordinal = 1",
                "UPDATE flow SET opened = opened + 1 WHERE ordinal = 1",
                "UPDATE flow SET method = 'GET' WHERE ordinal = 1",
                "UPDATE flow SET status = 404 WHERE ordinal = 1",
                "UPDATE flow SET state = 'unread' WHERE ordinal = 1",
                "UPDATE flow SET request_bytes = 0 WHERE ordinal = 1",
                "UPDATE flow SET response_bytes = 0 WHERE ordinal = 1",
                "UPDATE flow SET hash = X'00' WHERE ordinal = 1",
                "UPDATE flow SET record = CAST(REPLACE(UTF8TOSTRING(record), 'okhttp/4.12.0', 'okhttp/4.12.1') AS VARBINARY) WHERE ordinal = 1",
                "UPDATE flow SET record = X'00' WHERE ordinal = 1",
                "UPDATE flow SET seq = 99 WHERE ordinal = 1",
                "DELETE FROM flow WHERE ordinal = 1"
            })
    void any_changed_value_of_a_row_names_the_exchange(String change) throws SQLException {
        execute(change);
        Verification verification = store.verify(id);
        assertThat(verification.isSound()).isFalse();
        assertThat(verification.first().orElseThrow().where()).matches("exchange [12]|record \\d+ .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET record = CAST(REPLACE(UTF8TOSTRING(record), 'consent_accept', 'consent_reject') AS VARBINARY) WHERE kind = 'marker'",
                "DELETE FROM entry WHERE kind = 'marker'",
                "UPDATE entry SET kind = 'spec' WHERE kind = 'marker'",
                "DELETE FROM entry WHERE seq = (SELECT MAX(seq) FROM entry)",
                "DELETE FROM flow WHERE ordinal = 2"
            })
    void a_changed_or_missing_marker_or_end_shows(String change) throws SQLException {
        execute(change);
        assertThat(store.verify(id).isSound()).isFalse();
    }

    @Test
    void a_changed_session_file_shows() throws IOException {
        Path file = folder.resolve("session.json");
        String json = Files.readString(file);
        for (String change :
                List.of("COMPLETE>RUNNING_", "com.example.app>com.example.apq", "\"length\" : >\"length\" : 1")) {
            String[] parts = change.split(">");
            Files.writeString(file, json.replace(parts[0], parts[1]));
            assertThat(store.verify(id).isSound()).as(change).isFalse();
        }
        Files.writeString(file, json);
        assertThat(store.verify(id).isSound()).isTrue();
    }

    @Test
    void a_missing_segment_shows() throws IOException {
        Files.delete(folder.resolve("bodies-00001.seg"));
        Verification verification = store.verify(id);
        assertThat(verification.first().orElseThrow().where()).isEqualTo("exchange 0");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("log") + ";TRACE_LEVEL_FILE=0", "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}

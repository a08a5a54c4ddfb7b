package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.settings.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void one_capture_owns_it_until_it_lets_go() {
        Path data = temp.resolve("data");
        assertThat(DataFolder.holder(data)).isEmpty();
        try (DataFolder folder = DataFolder.open(data)) {
            assertThat(DataFolder.holder(data).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(DataFolder.holder(data).orElseThrow().socket()).isEqualTo(folder.controlSocket());
            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("Another capture uses this data folder")
                    .hasMessageContaining("--data");
        }
        assertThat(DataFolder.holder(data)).isEmpty();
        DataFolder.open(data).close();
    }

    @Test
    void it_is_for_its_owner_only() throws IOException {
        Path data = temp.resolve("data");
        try (DataFolder folder = DataFolder.open(data)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_folder_whose_path_is_too_long_for_a_socket_gets_a_short_one_elsewhere() {
        Path deep = temp.resolve("a".repeat(120));
        Path socket;
        try (DataFolder folder = DataFolder.open(deep)) {
            socket = folder.controlSocket();
            assertThat(socket.toString().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(100);
            assertThat(socket.getParent()).isDirectory();
            assertThat(DataFolder.holder(deep).orElseThrow().socket()).isEqualTo(socket);
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void a_path_that_is_no_folder_is_a_fault() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file)).isInstanceOf(FaultException.class);
        assertThat(SessionStore.at(temp.resolve("nothing")).sessions()).isEmpty();
    }

    @Test
    void a_path_that_the_log_cannot_take_is_a_fault() {
        SessionStore store = SessionStore.at(temp.resolve("a;b"));
        assertThatThrownBy(() -> store.create(Exchanges.SPEC, java.time.Instant.now()))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("semicolon");
    }
}

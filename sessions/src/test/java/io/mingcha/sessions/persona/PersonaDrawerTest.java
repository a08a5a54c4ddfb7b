package io.mingcha.sessions.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Persona;
import io.mingcha.settings.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonaDrawerTest {
    @TempDir
    Path folder;

    private PersonaDrawer drawer = PersonaDrawer.in(Path.of("nowhere"));
    private final Persona zhang = new Invention(new Random(1)).person(34, LocalDate.of(2026, 1, 1));

    @BeforeEach
    void open() {
        drawer = PersonaDrawer.in(folder.resolve("personas"));
    }

    @Test
    void what_was_put_in_comes_out() {
        assertThat(drawer.names()).isEmpty();
        drawer.put("zhang", zhang);

        assertThat(drawer.names()).containsExactly("zhang");
        assertThat(PersonaDrawer.in(folder.resolve("personas")).get("zhang")).isEqualTo(zhang);
    }

    @Test
    void no_value_lies_open_on_disk_and_nobody_else_may_read_it() throws IOException {
        drawer.put("zhang", zhang);
        Path file = folder.resolve("personas").resolve("zhang.persona");
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);

        assertThat(bytes).doesNotContain(zhang.known().get("phone_number").get(0), "phone_number");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("personas").resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_changed_a_swapped_and_a_foreign_file_do_not_open() throws IOException {
        drawer.put("zhang", zhang);
        Path file = folder.resolve("personas").resolve("zhang.persona");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        assertThatThrownBy(() -> drawer.get("zhang"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("damaged");

        Files.write(folder.resolve("personas").resolve("li.persona"), good);
        assertThatThrownBy(() -> drawer.get("li")).hasMessageContaining("damaged");

        Files.write(file, new byte[5]);
        assertThatThrownBy(() -> drawer.get("zhang")).hasMessageContaining("damaged");
    }

    @Test
    void an_unknown_name_and_a_path_are_told_apart() {
        assertThatThrownBy(() -> drawer.get("li")).hasMessageContaining("There is no persona li");
        assertThatThrownBy(() -> drawer.get("../key")).hasMessageContaining("letters, digits");
    }
}

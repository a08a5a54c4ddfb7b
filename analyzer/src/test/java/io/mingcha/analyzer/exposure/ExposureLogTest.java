package io.mingcha.analyzer.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Party;
import io.mingcha.flows.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExposureLogTest {
    private final Random random = new Random(7);

    @Test
    void what_lies_on_disk_is_what_was_put_in() {
        ExposureLog log = new ExposureLog(3, 4);
        List<Exposure> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(any());
            log.add(all.get(i));

            assertThat(log).isEqualTo(all);
        }
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(all.size());
            assertThat(log.get(index)).isEqualTo(all.get(index));
        }
    }

    @Test
    void there_is_nothing_before_the_first_nor_behind_the_last() {
        ExposureLog log = new ExposureLog(1, 2);
        for (int i = 0; i < 4; i++) {
            log.add(any());
        }

        assertThatThrownBy(() -> log.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> log.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void its_file_has_no_name_under_which_others_could_open_it() throws Exception {
        ExposureLog log = new ExposureLog(0, 1);
        log.add(any());

        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".exposures") && name.startsWith("mingcha-"));
        }
        assertThat(log).hasSize(1);
    }

    private Exposure any() {
        return new Exposure(
                random.nextInt(),
                pick(Direction.values()),
                text(),
                text(),
                pick(Party.values()),
                pick(Phase.values()),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextBoolean()),
                text(),
                text(),
                text(),
                random.nextInt(),
                random.nextInt(),
                pick(Exposure.Method.values()),
                text(),
                random.nextDouble(),
                random.nextInt(),
                text(),
                text(),
                text(),
                Instant.ofEpochSecond(random.nextLong() % 1_000_000_000_000L, random.nextInt(1_000_000_000)),
                Stream.generate(() -> new Exposure.Piece(text(), random.nextInt(), random.nextInt()))
                        .limit(random.nextInt(3))
                        .toList(),
                random.nextBoolean() ? Optional.empty() : Optional.of(new Exposure.Place(random.nextInt(), text())));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    /** Often one that was there before; with halves of characters, as broken text has them. */
    private String text() {
        if (random.nextBoolean()) {
            return "text " + random.nextInt(5);
        }
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(40), 0, 0x10000).forEach(c -> text.append((char) c));
        return text.toString();
    }
}

package io.mingcha.analyzer.detect.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WrittenPositionTest {
    private static final String LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz";

    @Test
    void a_geohash_begins_with_the_letter_of_the_place_in_its_middle() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder geohash = new StringBuilder();
            random.ints(8, 0, LETTERS.length()).forEach(at -> geohash.append(LETTERS.charAt(at)));

            WrittenPosition middle =
                    WrittenPosition.ofGeohash(geohash.toString()).orElseThrow();

            assertThat(WrittenPosition.firstOfGeohash(middle.latitude(), middle.longitude()))
                    .as(geohash.toString())
                    .isEqualTo(geohash.charAt(0));
        }
    }

    @Test
    void a_geohash_is_read_to_the_middle_of_its_cell() {
        WrittenPosition read = WrittenPosition.ofGeohash("wtw3sjq6q").orElseThrow();

        assertThat(read.latitude()).isCloseTo(31.2304, within(0.001));
        assertThat(read.longitude()).isCloseTo(121.4737, within(0.001));
    }

    @Test
    void the_poles_and_the_date_line_are_on_the_map() {
        assertThat(WrittenPosition.firstOfGeohash(90, 180)).isEqualTo('z');
        assertThat(WrittenPosition.firstOfGeohash(-90, -180)).isEqualTo('0');
    }
}

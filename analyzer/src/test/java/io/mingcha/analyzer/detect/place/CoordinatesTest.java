package io.mingcha.analyzer.detect.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoordinatesTest {
    private final Random random = new Random(11);
    private final List<Position> known = IntStream.range(0, 200)
            .mapToObj(i -> Position.parse((20 + 20 * random.nextDouble()) + "," + (100 + 20 * random.nextDouble()))
                    .orElseThrow())
            .toList();

    @Test
    void no_number_that_a_position_would_recognise_is_passed_over() {
        Coordinates coordinates = Coordinates.of(known);

        for (Position position : known) {
            for (double[] form : position.forms()) {
                for (double scale : new double[] {1, 1e5, 1e6, 1e7}) {
                    double first = (form[0] + (random.nextDouble() - 0.5) * 2 * Position.TOLERANCE) * scale;
                    double second = (form[1] + (random.nextDouble() - 0.5) * 2 * Position.TOLERANCE) * scale;
                    if (position.is(first, second)) {
                        assertThat(coordinates.mayHold(first)).isTrue();
                        assertThat(coordinates.mayHold(second)).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void most_other_numbers_are_passed_over() {
        Coordinates coordinates = Coordinates.of(known);

        long held =
                random.doubles(10_000, -1000, 1000).filter(coordinates::mayHold).count();

        assertThat(held).isLessThan(500);
        assertThat(coordinates.mayHold(Double.NaN)).isFalse();
        assertThat(Coordinates.of(List.of()).mayHold(30)).isFalse();
    }

    @Test
    void two_numbers_are_the_positions_that_a_comparison_with_each_gives() {
        Coordinates coordinates = Coordinates.of(known);

        for (int i = 0; i < 20_000; i++) {
            double[] form = known.get(random.nextInt(known.size())).forms().get(random.nextInt(3));
            double scale = new double[] {1, 1, 1e5, 1e6, 1e7}[random.nextInt(5)];
            double first = (form[0] + (random.nextDouble() - 0.5) * 0.003) * scale;
            double second = (form[1] + (random.nextDouble() - 0.5) * 0.003) * scale;
            int[] expected = IntStream.range(0, known.size())
                    .filter(k -> known.get(k).is(first, second))
                    .toArray();

            assertThat(coordinates.at(first, second)).isEqualTo(expected);
            assertThat(coordinates.at(second, first)).isEqualTo(expected);
        }
    }
}

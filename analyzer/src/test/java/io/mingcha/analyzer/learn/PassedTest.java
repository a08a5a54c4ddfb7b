package io.mingcha.analyzer.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which exchange a value first went by in. */
class PassedTest {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Passed passed = new Passed(200_000);

    private void add(int flow, long... prints) {
        passed.add(ImmutableLongArray.copyOf(prints), flow);
    }

    @Test
    void the_first_of_several_counts_whenever_one_asks() {
        Map<Long, Integer> first = new HashMap<>();
        Random random = new Random(7);
        for (int flow = 0; flow < 100_000; flow++) {
            // few enough to come again, some of them alike in all but their last bits, half of them below zero
            long print = (random.nextInt(3_000) - 1_500L) * 0x1234_5678_9ABCL + random.nextInt(9) + 1;
            add(flow, print);
            first.putIfAbsent(print, flow);
            if (random.nextInt(500) == 0) {
                assertThat(passed.first(print)).isEqualTo(first.get(print));
                assertThat(passed.first(print ^ 1L << 40)).isEqualTo(first.getOrDefault(print ^ 1L << 40, NEVER));
            }
        }

        assertThat(first).hasSizeGreaterThan(20_000);
        assertThat(first)
                .allSatisfy((print, flow) -> assertThat(passed.first(print)).isEqualTo(flow));
    }

    @Test
    void where_nothing_stands_yet_nothing_went_by() {
        add(3, 5);

        assertThat(passed.first(5)).isEqualTo(3);
        assertThat(passed.first(6)).isEqualTo(NEVER);
        assertThat(passed.first(0)).isEqualTo(NEVER);
    }

    @Test
    void all_are_met_with_their_exchanges_after_somebody_asked() {
        for (int flow = 0; flow < 40_000; flow++) {
            add(flow, -flow * 0x9E37_79B9_7F4AL - 1);
        }
        assertThat(passed.first(1)).isEqualTo(NEVER);

        int[] met = {0};
        passed.forEach((print, flow) -> {
            assertThat(print).isEqualTo(-flow * 0x9E37_79B9_7F4AL - 1);
            met[0]++;
        });
        assertThat(met[0]).isEqualTo(40_000);
    }

    @Test
    void beyond_the_bound_none_is_kept() {
        Passed two = new Passed(2);
        two.add(ImmutableLongArray.of(1, 2, 3), 4);

        assertThat(two.first(2)).isEqualTo(4);
        assertThat(two.first(3)).isEqualTo(NEVER);
        assertThat(two.fullFrom()).isEqualTo(4);
        assertThat(two.left()).isEqualTo(1);
    }
}

package io.mingcha.analyzer.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall and false alarms against traffic whose truth is known because it was made here. */
class GeneratedTruthTest {
    private static final int REQUESTS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {11, 4242, 987_654_321})
    void of_known_values_995_in_1000_are_found_of_others_97_in_100_and_of_lists_99(long seed) {
        Trial trial = new Trial();
        trial.plant(seed, REQUESTS);

        assertThat(trial.of(Leak.Manner.KNOWN).recall())
                .as("known values, missed: %s", trial.missed())
                .isGreaterThanOrEqualTo(0.995);
        assertThat(trial.of(Leak.Manner.CHECKED).recall())
                .as("by check digits, missed: %s", trial.missed())
                .isGreaterThanOrEqualTo(0.97);
        assertThat(trial.of(Leak.Manner.NAMED).recall())
                .as("by name, missed: %s", trial.missed())
                .isGreaterThanOrEqualTo(0.97);
        assertThat(trial.of(Leak.Manner.BULK).recall())
                .as("lists, missed: %s", trial.missed())
                .isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 77, 123_456_789})
    void at_most_one_look_alike_in_a_thousand_raises_an_alarm(long seed) {
        Trial trial = new Trial();
        trial.mislead(seed, 2 * REQUESTS);

        assertThat(trial.alarmed()).as("alarms: %s", trial.alarms()).isLessThanOrEqualTo(2 * REQUESTS / 1000);
    }
}

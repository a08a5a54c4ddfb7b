package io.mingcha.analyzer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import org.junit.jupiter.api.Test;

class FieldNamesTest {
    /** More than are remembered. */
    private static final int MANY = 10_000;

    @Test
    void what_a_name_says_within_another_is_not_mistaken_for_what_it_says_elsewhere() {
        FieldNames names = TestConfiguration.SHIPPED.catalogue().fields();

        for (int i = 0; i < MANY; i++) {
            assertThat(names.within("thing" + i, "name").isNothing()).isTrue();
            assertThat(names.within("patient", "colour" + i).isNothing()).isTrue();
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(names.within("patient", "name").names("person_name")).isTrue();
            assertThat(names.within("thing" + i, "name").isNothing()).isTrue();
            assertThat(names.within("patient", "colour" + i).isNothing()).isTrue();
        }
    }
}

package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedCellsTest {

    private static List<String> keys(String json, String value) {
        return Opened.of(json).nodes().stream()
                .filter(n -> n.text().equals(value))
                .map(Node::key)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":[\"name\",\"phone\"],\"rows\":[[\"a\",\"137\"],[\"b\",\"138\"]]}",
                "{\"n\":2,\"data\":[[\"a\",137],[\"b\",138]],\"headers\":[\"name\",\"phone\"]}",
                "{\"cols\":[{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"phone\"}],\"values\":[[\"a\",137]]}",
                "{\"sheet\":[[\"name\",\"phone\"],[\"a\",137],[\"b\",138]]}",
                "[[\"name\",\"a\"],[\"phone\",137]]",
            })
    void a_cell_is_called_by_the_name_that_stands_for_its_column(String json) {
        assertThat(keys(json, "137")).containsExactly("phone");
    }

    @Test
    void where_it_stands_stays_what_it_was() {
        assertThat(Opened.of("{\"c\":[\"name\",\"phone\"],\"r\":[[\"a\",\"137\"]]}")
                        .text("json $.r[0][1]"))
                .isEqualTo("137");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":[\"name\",\"phone\",\"x\"],\"r\":[[\"a\",137]]}",
                "{\"columns\":[\"name\",\"name\"],\"r\":[[\"a\",137]]}",
                "{\"columns\":[1,2],\"r\":[[\"a\",137]]}",
                "{\"columns\":[\"name\",\"phone\"],\"r\":[[\"a\",137],[\"b\"]]}",
                "{\"r\":[[\"name\",\"phone\"],[\"a\",\"b\"],[\"137\"]]}",
                "{\"r\":[[\"name\",\"phone\"],[\"a\",\"b\"],[\"137\",\"c\"]]}",
                "{\"r\":[[\"8 a\",\"phone\"],[\"9\",\"137\"]]}",
            })
    void rows_of_another_width_and_columns_without_names_keep_the_name_of_their_list(String json) {
        assertThat(keys(json, "137")).doesNotContain("phone");
    }
}

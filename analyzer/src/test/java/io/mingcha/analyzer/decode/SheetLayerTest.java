package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetLayerTest {

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|"})
    void each_cell_is_called_by_its_column_and_stands_where_it_was_recorded(String parting) {
        Opened opened = Opened.of("name,phone\n陈晓,13712345671\r\n王芳,13712345672\n".replace(",", parting));

        assertThat(opened.text("text ▸ csv[0].name")).isEqualTo("陈晓");
        assertThat(opened.text("text ▸ csv[1].phone")).isEqualTo("13712345672");
        assertThat(opened.recorded("text ▸ csv[1].phone")).isEqualTo("13712345672");
        assertThat(opened.leaf("text ▸ csv[1].phone").key()).isEqualTo("phone");
    }

    @Test
    void quotes_hold_what_would_part_cells() {
        Opened opened = Opened.of("\"name\",\"note\"\r\n\"Chen, Xiao\",\"says \"\"hi\"\"\nto all\"\r\n");

        assertThat(opened.text("text ▸ csv[0].name")).isEqualTo("Chen, Xiao");
        assertThat(opened.text("text ▸ csv[0].note")).isEqualTo("says \"hi\"\nto all");
        assertThat(opened.recorded("text ▸ csv[0].name")).isEqualTo("Chen, Xiao");
    }

    @Test
    void a_table_in_a_field_keeps_the_name_of_the_field_and_its_cells_are_opened() {
        Opened opened = Opened.of("{\"people\":\"id,data\\n7,{\\\"phone\\\":\\\"137\\\"}\\n\"}");

        assertThat(opened.text("json $.people ▸ csv[0].data ▸ json $.phone")).isEqualTo("137");
        assertThat(opened.nodes())
                .filteredOn(n -> n.kind() == Node.Kind.ARRAY)
                .extracting(Node::key)
                .containsExactly("people");
    }

    @Test
    void an_empty_cell_at_the_end_of_a_line_is_a_cell() {
        assertThat(Opened.of("a\tb\n1\t2\n3\t\n").text("text ▸ csv[1].a")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,phone",
                "name,phone\n",
                "陈晓,13712345671\n王芳,13712345672\n",
                "name,name\n陈晓,王芳\n",
                "name,phone\n陈晓,13712345671,x\n",
                "Dear all,\nthe train is late, so are we\n",
                "10:01 login, ok\n10:02 logout, ok\n",
                "java.io.IOException: a, b\n\tat c.d, e\n",
                "function f(a, b) {\n return a, b;\n}"
            })
    void what_has_no_names_over_columns_of_one_width_stays_text(String text) {
        assertThat(Opened.of(text).paths()).noneMatch(path -> path.contains("csv"));
    }
}

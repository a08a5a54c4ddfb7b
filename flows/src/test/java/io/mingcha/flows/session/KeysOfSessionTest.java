package io.mingcha.flows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.settings.InvalidDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysOfSessionTest {
    @Test
    void keys_are_read_in_each_way_they_are_written() {
        SessionSpec spec = parse("{a: {hex: 00FF}, b: {base64: AAEC}, c: {text: '12'}, d: '12'}");

        assertThat(spec.keys()).isEqualTo(Map.of("a", "00ff", "b", "000102", "c", "3132", "d", "3132"));
    }

    @Test
    void keys_are_kept_with_the_session_and_in_no_report() {
        SessionSpec spec = parse("{a: {hex: 00ff}}");

        assertThat(SpecJson.read(SpecJson.write(spec))).isEqualTo(spec);
        assertThat(SpecJson.writeWithoutPersona(spec).toString()).doesNotContain("00ff");
    }

    @Test
    void a_key_that_is_none_is_reported_with_its_line() {
        assertThatThrownBy(() -> parse("{a: {hex: xyz}, b: {hex: 00, text: a}}"))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .allSatisfy(p -> assertThat(p.place().line()).isEqualTo(2)));
    }

    private static SessionSpec parse(String keys) {
        return SessionFile.parse(
                "session.yaml",
                "app: {package: com.example.app}\nkeys: " + keys + "\n",
                new Vocabulary(List.of(), List.of(), List.of(), Map.of()));
    }
}

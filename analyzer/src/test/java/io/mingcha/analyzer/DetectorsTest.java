package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.detect.Detector;
import io.mingcha.analyzer.detect.Detectors;
import io.mingcha.analyzer.detect.known.Salts;
import io.mingcha.flows.Persona;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DetectorsTest {
    private final Detectors detectors = TestConfiguration.SHIPPED.detectors();

    @Test
    void runs_with_one_persona_share_what_is_made_of_it() {
        Salts salts = Salts.of(List.of("com.example.app"), List.of(new byte[] {1, 2, 3}));
        Salts same = Salts.of(List.of("com.example.app"), List.of(new byte[] {1, 2, 3}));

        assertThat(detectors.of(persona("phone_number", "email"), salts))
                .isSameAs(detectors.of(persona("phone_number", "email"), same));
    }

    @Test
    void another_order_another_value_or_another_key_is_another_persona() {
        Detector one = detectors.of(persona("phone_number", "guardian_phone"), Salts.NONE);

        assertThat(detectors.of(persona("guardian_phone", "phone_number"), Salts.NONE))
                .isNotSameAs(one);
        assertThat(detectors.of(persona("phone_number"), Salts.NONE)).isNotSameAs(one);
        assertThat(detectors.of(
                        persona("phone_number", "guardian_phone"), Salts.of(List.of(), List.of(new byte[] {4}))))
                .isNotSameAs(one);
    }

    private static Persona persona(String... types) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (String type : types) {
            known.put(type, List.of("13712345678"));
        }
        return new Persona(OptionalInt.empty(), known);
    }
}

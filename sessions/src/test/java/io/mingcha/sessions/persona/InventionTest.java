package io.mingcha.sessions.persona;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Persona;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static String only(Persona persona, String type) {
        assertThat(persona.known().get(type)).as(type).hasSize(1);
        return persona.known().get(type).get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 17, 18, 34, 80})
    void a_person_is_coherent_and_its_numbers_pass_their_checks_and_are_nobodys(int age) {
        RandomGenerator random = new Random(age);
        for (int i = 0; i < 200; i++) {
            Persona persona = new Invention(random).person(age, TODAY);
            String id = only(persona, "resident_id");
            LocalDate born = LocalDate.parse(only(persona, "birthday"));

            assertThat(Period.between(born, TODAY).getYears()).isEqualTo(age);
            assertThat(id).matches("\\d{17}[0-9X]").contains(born.format(DateTimeFormatter.BASIC_ISO_DATE));
            assertThat(id.substring(2, 6)).endsWith("99");
            // ISO 7064 MOD 11-2: the weighted sum with the check digit is 1
            long weighted = 0;
            for (int place = 0; place < 18; place++) {
                int digit = id.charAt(place) == 'X' ? 10 : id.charAt(place) - '0';
                weighted += (long) digit * (1 << (17 - place)) % 11;
            }
            assertThat(weighted % 11).isEqualTo(1);
            assertThat(only(persona, "phone_number")).matches("154\\d{8}");
            assertThat(only(persona, "email")).endsWith("@canary.example");
            assertThat(persona.known().containsKey("bank_card")).isEqualTo(age >= 18);
            assertThat(persona.known().containsKey("guardian_phone")).isEqualTo(age < 18);
            if (age >= 18) {
                assertThat(only(persona, "bank_card"))
                        .hasSize(16)
                        .startsWith("62")
                        .satisfies(InventionTest::luhn);
            }
        }
    }

    private static void luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        assertThat(sum % 10).isZero();
    }

    @Test
    void two_people_share_no_value_that_tells_them_apart() {
        RandomGenerator random = new Random(7);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            Persona persona = new Invention(random).person(34, TODAY);
            for (String type : List.of("resident_id", "phone_number", "email", "bank_card", "sms", "files_storage")) {
                assertThat(seen.add(only(persona, type))).as(type).isTrue();
            }
        }
    }
}

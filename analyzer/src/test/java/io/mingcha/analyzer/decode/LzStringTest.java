package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compressed texts were written by lz-string 1.5.0 itself. */
class LzStringTest {
    private static final String LETTERS =
            "N4IgDgFg9gdgpiAXCAjAZgGwHYUE4AcALPgEwCsIANCDAIYC2Cyg6eaDKZoLfRVIANgJYDOAFyQBtELQmS"
                    + "p0mbK60ARouVLVIALrVejXkhD4M+AAwoSaQmWz5cRigF8gA";
    private static final String BYTES =
            "3782200e0160f60760a620170808c06601b01d8504e007002cf804c02b0800d083008602d82ca0e9"
                    + "e683299a0b7d154800d809603380172401b442d0992a7499b2bad00468b952d52002eb55e8d79210f833e000c2849a4265b3e5c462805f2"
                    + "00000";
    private static final String NAME = "林晓语";

    @ParameterizedTest
    @ValueSource(strings = {"", "===", "$"})
    void a_field_of_letters_is_opened_whatever_it_is_padded_with(String padding) {
        Opened opened = Opened.of("{\"d\":\"" + LETTERS + padding + "\"}");

        assertThat(opened.text("json $.d ▸ lz-string ▸ json $.phone")).isEqualTo("13671984825");
        assertThat(opened.text("json $.d ▸ lz-string ▸ json $.name")).isEqualTo(NAME);
        assertThat(opened.text("json $.d ▸ lz-string ▸ json $.list[0]")).isEqualTo("a".repeat(28));
        assertThat(opened.text("json $.d ▸ lz-string ▸ json $.list[1]")).isEqualTo("abababababab");
    }

    @Test
    void letters_that_addresses_allow_are_opened_in_a_form_too() {
        Opened opened = Opened.of("v=1&d=" + LETTERS.replace('/', '-'));

        assertThat(opened.text("form:d ▸ lz-string ▸ json $.imei")).isEqualTo("868012345678905");
    }

    @Test
    void a_body_of_bytes_is_opened() {
        Opened opened = Opened.of(HexFormat.of().parseHex(BYTES));

        assertThat(opened.text("lz-string ▸ json $.phone")).isEqualTo("13671984825");
    }

    @Test
    void what_is_cut_or_changed_is_no_such_text() {
        for (int i = 2; i < LETTERS.length() - 8; i++) {
            assertThat(LzString.text(LETTERS.substring(0, i), 1_000)).isEmpty();
        }
        assertThat(LzString.text(LETTERS.replace('M', '_'), 1_000)).isEmpty();
        assertThat(LzString.text(LETTERS + "AAAAAAAA", 1_000)).isEmpty();
    }

    @Test
    void no_more_comes_out_than_there_is_room_for() {
        assertThat(LzString.text(LETTERS, 200))
                .hasValueSatisfying(t -> assertThat(t.length()).isBetween(90, 200));
        assertThat(LzString.text(LETTERS, 20)).isEmpty();
    }

    @Test
    void random_letters_are_no_such_text() {
        Random random = new Random(17);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            int length = 16 + random.nextInt(60);
            StringBuilder text = new StringBuilder(length);
            for (int j = 0; j < length; j++) {
                text.append(letters.charAt(random.nextInt(64)));
            }
            read += LzString.text(text.toString(), 1 << 20).isPresent() ? 1 : 0;
        }
        assertThat(read).isZero();
    }
}

package io.mingcha.analyzer.detect.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that authorities print as examples, and the same with one digit changed. */
class NationalNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "cpf, 529.982.247-25, 529.982.247-26",
        "cpf, 52998224725, 11111111111",
        "aadhaar, 2341 2341 2346, 2341 2341 2347",
        "tckn, 10000000146, 10000000147",
        "pesel, 44051401359, 44051401358",
        "dni, 12345678Z, 12345678A",
        "dni, X4830271H, X4830271Z",
        "curp, HEGG560427MVZRRL04, HEGG560427MVZRRL05",
        "snils, 112-233-445 95, 112-233-445 96",
        "thai_id, 3101720458638, 3101720458637",
        "nik, 3174095702910004, 3174093513910004",
    })
    void a_number_counts_only_if_its_own_digits_check(String check, String right, String wrong) {
        assertThat(Checks.BY_NAME.get(check).passes(right)).isTrue();
        assertThat(Checks.BY_NAME.get(check).passes(wrong)).isFalse();
    }
}

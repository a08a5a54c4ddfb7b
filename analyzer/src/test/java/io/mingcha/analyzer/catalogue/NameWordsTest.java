package io.mingcha.analyzer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameWordsTest {
    @ParameterizedTest
    @CsvSource({
        "nome, Nome Completo",
        "nama_pasien, Nama Pasien",
        "card_holder_name, card holder",
        "senha, Senha:",
        "contrasena, Contraseña",
        "userName, username",
        "姓名, 姓名"
    })
    void what_a_form_calls_a_field_is_its_label(String name, String value) {
        assertThat(NameWords.isLabel(name, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nome, Maria Silva", "nama_pasien, Siti Aminah", "senha, senha123", "real_name, 李雷", "name, Nam Nguyen"
    })
    void what_is_entered_is_none(String name, String value) {
        assertThat(NameWords.isLabel(name, value)).isFalse();
    }
}

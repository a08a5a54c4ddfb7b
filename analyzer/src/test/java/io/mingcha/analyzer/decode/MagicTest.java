package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicTest {
    /** gzip, zstd, LZ4, Snappy in frames and as Java writes it, LZ4 as Java writes it, zlib of four strengths. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1f8b0800",
                "28b52ffd00",
                "04224d1800",
                "ff060000734e61507059",
                "82534e4150505900",
                "4c5a34426c6f636b",
                "7801",
                "785e",
                "789c",
                "78da"
            })
    void a_compressed_stream_is_known_by_its_first_bytes(String hex) {
        assertThat(Magic.isCompressed(Slice.derived(HexFormat.of().parseHex(hex))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1f", "1f8b07", "28b52ffe", "7802", "4c5a3442", "7b22", "00789c"})
    void what_only_begins_like_one_is_none(String hex) {
        assertThat(Magic.isCompressed(Slice.derived(HexFormat.of().parseHex(hex))))
                .isFalse();
    }
}

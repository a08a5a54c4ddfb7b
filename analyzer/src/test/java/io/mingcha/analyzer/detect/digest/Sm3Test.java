package io.mingcha.analyzer.detect.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.jcajce.provider.digest.SM3;
import org.junit.jupiter.api.Test;

class Sm3Test {
    private final Sm3 sm3 = new Sm3();

    @Test
    void the_examples_of_the_standard_hold() {
        assertThat(hex("abc")).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(hex("abcd".repeat(16)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void texts_of_every_length_digest_as_another_implementation_has_them() {
        Random random = new Random(3);
        for (int length = 0; length < 300; length++) {
            byte[] in = new byte[length];
            random.nextBytes(in);

            assertThat(sm3.digest(in)).isEqualTo(new SM3.Digest().digest(in));
        }
    }

    private String hex(String text) {
        return HexFormat.of().formatHex(sm3.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}

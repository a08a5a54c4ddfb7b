package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sixteen digits between bytes of no known form pass a card's check in one case of ten; where their field stands alone they are told. */
class DigitsBetweenBytesTest {
    private static final String CARD = "4539148803436467";

    private static List<String> types(String body) {
        return new Exchanges()
                .post(1, "https://collect.example/v1", body).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    private static String receipt() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int i = 0; i < 6; i++) {
            byte[] noise = new byte[60];
            random.nextBytes(noise);
            noise[0] = (byte) 0x80;
            noise[59] = (byte) 0x82;
            bytes.writeBytes(noise);
            bytes.writeBytes(CARD.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(new byte[] {(byte) 0xFE, (byte) 0x91, (byte) 0xC3});
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @Test
    void they_are_no_card_in_a_receipt() {
        assertThat(types("{\"receipt\":\"" + receipt() + "\"}")).isEmpty();
    }

    @Test
    void they_are_a_card_in_a_field_of_their_own() {
        assertThat(types("{\"kept\":\"" + CARD + "\"}")).containsExactly("bank_card");
    }
}

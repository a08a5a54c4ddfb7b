package io.mingcha.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.onboarding.Pairing.Answer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final InetAddress PHONE = address(2);
    private static final InetAddress OTHER = address(3);

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Pairing pairing = new Pairing(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_token_is_128_random_bits_that_can_be_typed() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String token = pairing.token();
            assertThat(token).matches("[A-Z2-7]{26}");
            assertThat(seen.add(token)).isTrue();
        }
    }

    @Test
    void it_is_good_once_however_it_is_written() {
        String token = pairing.token();
        String typed = token.toLowerCase(Locale.ROOT).replaceFirst("(.{5})", "$1-");

        assertThat(pairing.redeem(typed, PHONE)).isEqualTo(Answer.ACCEPTED);
        assertThat(pairing.redeem(token, OTHER)).isEqualTo(Answer.REFUSED);
    }

    @Test
    void it_is_good_for_ten_minutes() {
        String token = pairing.token();
        now = now.plus(Pairing.LIFE).plusMillis(1);

        assertThat(pairing.redeem(token, PHONE)).isEqualTo(Answer.REFUSED);
    }

    @Test
    void several_are_good_at_a_time_but_not_for_ever_more() {
        String first = pairing.token();
        String second = pairing.token();
        assertThat(pairing.redeem(second, PHONE)).isEqualTo(Answer.ACCEPTED);
        for (int i = 0; i < 16; i++) {
            pairing.token();
        }
        assertThat(pairing.redeem(first, PHONE)).isEqualTo(Answer.REFUSED);
    }

    @Test
    void who_guesses_has_to_wait_and_nobody_else_has() {
        String token = pairing.token();
        for (int i = 0; i < 10; i++) {
            assertThat(pairing.redeem("WRONG" + i, PHONE)).isEqualTo(Answer.REFUSED);
        }
        assertThat(pairing.redeem(token, PHONE)).isEqualTo(Answer.TOO_MANY_GUESSES);
        now = now.plus(Duration.ofSeconds(61));
        assertThat(pairing.redeem(token, PHONE)).isEqualTo(Answer.ACCEPTED);
        assertThat(pairing.redeem(pairing.token(), OTHER)).isEqualTo(Answer.ACCEPTED);
    }
}

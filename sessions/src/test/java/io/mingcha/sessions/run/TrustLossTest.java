package io.mingcha.sessions.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.run.CaptureService.Handshake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustLossTest {
    private static final Instant T = Instant.parse("2026-11-26T02:00:00Z");

    /** {@code "+a -b"}: a's certificate was taken, then b's was refused, a second apart. */
    private static List<Handshake> handshakes(String written) {
        List<Handshake> list = new ArrayList<>();
        for (String one : written.split(" ")) {
            list.add(new Handshake(T.plusSeconds(list.size()), one.substring(1), one.startsWith("+")));
        }
        return list;
    }

    @Test
    void several_hosts_that_were_taken_before_are_refused_in_a_row() {
        assertThat(TrustLoss.in(handshakes("+a +b -a -b"))).contains(T.plusSeconds(2));
        assertThat(TrustLoss.in(handshakes("+a -a -a"))).contains(T.plusSeconds(1));
    }

    @Test
    void whoever_pins_was_never_taken() {
        assertThat(TrustLoss.in(handshakes("+a +b -pinned -pinned -bank -bank")))
                .isEmpty();
    }

    @Test
    void one_host_of_several_or_one_refusal_is_no_loss() {
        assertThat(TrustLoss.in(handshakes("+a +b -a -a -a"))).isEmpty();
        assertThat(TrustLoss.in(handshakes("+a +b -a +b -b +a"))).isEmpty();
        assertThat(TrustLoss.in(List.of())).isEmpty();
    }

    @Test
    void connections_count_in_the_order_in_which_they_came() {
        List<Handshake> late = new ArrayList<>(handshakes("+a +b -a -b"));
        late.add(0, late.remove(3));

        assertThat(TrustLoss.in(late)).contains(T.plusSeconds(2));
    }
}

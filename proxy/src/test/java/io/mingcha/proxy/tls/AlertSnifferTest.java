package io.mingcha.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSnifferTest {
    private static final byte[] UNKNOWN_CA = {0x15, 3, 3, 0, 2, 2, 48};

    private static byte[] record(int type, int length) {
        byte[] record = new byte[5 + length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        // what looks like an alert within a record is none
        if (length >= UNKNOWN_CA.length) {
            System.arraycopy(UNKNOWN_CA, 0, record, 5, UNKNOWN_CA.length);
        }
        return record;
    }

    private static Optional<String> seen(int segment, byte[]... records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] record : records) {
            all.writeBytes(record);
        }
        AlertSniffer sniffer = new AlertSniffer();
        EmbeddedChannel channel = new EmbeddedChannel(sniffer);
        byte[] bytes = all.toByteArray();
        for (int at = 0; at < bytes.length; at += segment) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(segment, bytes.length - at)));
        }
        channel.finishAndReleaseAll();
        return sniffer.alert().map(Alert::name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 100, 1000})
    void an_alert_is_found_however_it_is_cut(int segment) {
        assertThat(seen(segment, record(0x16, 300), record(0x14, 1), UNKNOWN_CA))
                .contains("unknown_ca");
    }

    @Test
    void what_is_encrypted_is_not_looked_at() {
        assertThat(seen(50, record(0x16, 300))).isEmpty();
        assertThat(seen(50, record(0x16, 300), record(0x17, 40), UNKNOWN_CA)).isEmpty();
        assertThat(seen(50, record(0x16, 300), record(0x15, 26))).isEmpty();
    }

    @Test
    void who_insists_on_its_encrypted_hello_says_so_and_may_come_again() {
        for (boolean handshaken : new boolean[] {true, false}) {
            HandshakeEnd end = HandshakeEnd.of(
                    handshaken,
                    Optional.empty(),
                    Optional.of(
                            new SSLException("error:10000461:SSL routines:OPENSSL_internal:TLSV1_ALERT_ECH_REQUIRED")));

            assertThat(end.kind()).isEqualTo(HandshakeEnd.Kind.BROKEN_OFF);
            assertThat(end.kind().mayBeRefusal()).isTrue();
            assertThat(end.detail()).contains("client alert: ech_required");
        }
    }

    @Test
    void alerts_mean_what_their_stacks_mean() {
        assertThat(new Alert(2, 48).meaning()).isEqualTo(Alert.Meaning.CERTIFICATE);
        assertThat(new Alert(2, 70).meaning()).isEqualTo(Alert.Meaning.PROTOCOL);
        assertThat(new Alert(1, 90).meaning()).isEqualTo(Alert.Meaning.NOTHING);
        assertThat(new Alert(2, 200).meaning()).isEqualTo(Alert.Meaning.NOTHING);
        assertThat(HandshakeEnd.of(true, Optional.of(new Alert(1, 0)), Optional.empty())
                        .kind())
                .isEqualTo(HandshakeEnd.Kind.SILENT);
        assertThat(HandshakeEnd.of(false, Optional.of(new Alert(2, 46)), Optional.empty())
                        .kind())
                .isEqualTo(HandshakeEnd.Kind.REFUSED);
        assertThat(HandshakeEnd.of(false, Optional.empty(), Optional.empty()).kind())
                .isEqualTo(HandshakeEnd.Kind.BROKEN_OFF);
    }
}

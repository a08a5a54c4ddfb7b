package io.mingcha.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an encoder that others wrote. */
class DerTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000})
    void contents_of_every_length(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        byte[] encoded = Der.octets(content);
        assertThat(encoded).isEqualTo(new DEROctetString(content).getEncoded());
        assertThat(Der.content(encoded, 0)).isEqualTo(content);
        assertThat(Der.end(encoded, 0)).isEqualTo(encoded.length);
        assertThat(Der.bits(content)).isEqualTo(new DERBitString(content).getEncoded());
    }

    @RepeatedTest(200)
    void numbers(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        BigInteger number = new BigInteger(random.nextInt(200), random);
        assertThat(Der.integer(number)).isEqualTo(new ASN1Integer(number).getEncoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5.29.17",
                "2.5.4.3",
                "1.2.840.113549.1.1.11",
                "1.2.840.10045.4.3.2",
                "1.3.6.1.5.5.7.3.1",
                "1.3.6.1.4.1.2147483647.128.127.16384.0"
            })
    void identifiers(String dotted) throws Exception {
        assertThat(Der.identifier(dotted)).isEqualTo(new ASN1ObjectIdentifier(dotted).getEncoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1999-12-31T23:59:59Z", "2026-02-28T00:00:00Z", "2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z"})
    void times_before_and_after_the_year_2050(String text) throws Exception {
        Instant at = Instant.parse(text);
        assertThat(Der.time(at)).isEqualTo(new Time(Date.from(at)).getEncoded());
    }

    @Test
    void flags_texts_and_tags() throws Exception {
        for (int bits : new int[] {0x80, 0xa0, 0x06, 0x01}) {
            assertThat(Der.flags(bits)).isEqualTo(new KeyUsage(bits).getEncoded());
        }
        assertThat(Der.utf8("明察 CA")).isEqualTo(new DERUTF8String("明察 CA").getEncoded());
        byte[] inner = {1, 2, 3};
        assertThat(Der.implicit(2, inner))
                .isEqualTo(new DERTaggedObject(false, 2, new DEROctetString(inner)).getEncoded());
        assertThat(Der.explicit(3, Der.octets(inner)))
                .isEqualTo(new DERTaggedObject(true, 3, new DEROctetString(inner)).getEncoded());
    }

    @Test
    void elements_that_are_cut_are_told_and_not_read_beyond_their_bytes() {
        byte[] whole = Der.octets(new byte[300]);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Der.content(cut, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Der.end(new byte[] {4, (byte) 0x84, -1, -1, -1, -1, 0}, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

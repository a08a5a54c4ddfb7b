package io.mingcha.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

class FirstBytesFuzz {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final Pattern METHOD = Pattern.compile("[A-Z-]{1,19} .*", Pattern.DOTALL);
    private static final Pattern PART_OF_METHOD = Pattern.compile("[A-Z-]{0,19}");

    @FuzzTest
    void bytes_are_what_they_begin_with_and_stay_it(byte[] data) {
        FirstBytes whole = of(data, data.length);
        assertThat(whole).isEqualTo(expected(new String(data, StandardCharsets.ISO_8859_1)));
        FirstBytes early = of(data, Math.floorMod(Arrays.hashCode(data), data.length + 1));
        if (early != FirstBytes.UNDECIDED) {
            assertThat(early).isEqualTo(whole);
        }
    }

    private static FirstBytes of(byte[] data, int length) {
        ByteBuf bytes = Unpooled.wrappedBuffer(data, 0, length);
        FirstBytes kind = FirstBytes.of(bytes);
        assertThat(bytes.readableBytes()).isEqualTo(length);
        return kind;
    }

    private static FirstBytes expected(String text) {
        if (text.startsWith(PREFACE)) {
            return FirstBytes.HTTP2;
        }
        if (PREFACE.startsWith(text) || PART_OF_METHOD.matcher(text).matches()) {
            return FirstBytes.UNDECIDED;
        }
        return METHOD.matcher(text).matches() ? FirstBytes.HTTP : FirstBytes.OTHER;
    }
}

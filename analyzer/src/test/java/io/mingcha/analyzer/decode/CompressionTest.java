package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

class CompressionTest {
    private static final byte[] JSON = json(3_000);

    private interface Over {
        OutputStream stream(OutputStream out) throws IOException;
    }

    enum Coding {
        LZ4_FRAME("lz4", LZ4FrameOutputStream::new),
        LZ4_SMALL_BLOCKS(
                "lz4",
                out -> new LZ4FrameOutputStream(
                        out,
                        LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                        LZ4FrameOutputStream.FLG.Bits.BLOCK_CHECKSUM,
                        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                        LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)),
        LZ4_BLOCKS("lz4", LZ4BlockOutputStream::new),
        SNAPPY_FRAMED("snappy", SnappyFramedOutputStream::new),
        SNAPPY_STREAM("snappy", SnappyOutputStream::new),
        SNAPPY_RAW("snappy", Raw::new),
        BROTLI("br", out -> {
            Brotli4jLoader.ensureAvailability();
            return new BrotliOutputStream(out);
        }),
        RAW_DEFLATE("deflate", out -> new DeflaterOutputStream(out, new Deflater(6, true)));

        private final String layer;
        private final Over over;

        Coding(String layer, Over over) {
            this.layer = layer;
            this.over = over;
        }

        byte[] of(byte[] content) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream coded = over.stream(out)) {
                coded.write(content);
            }
            return out.toByteArray();
        }
    }

    /** One block of Snappy. */
    private static final class Raw extends ByteArrayOutputStream {
        private final OutputStream out;

        Raw(OutputStream out) {
            this.out = out;
        }

        @Override
        public void close() throws IOException {
            out.write(org.xerial.snappy.Snappy.compress(toByteArray()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_compressed_is_read_again(Coding coding) throws IOException {
        Opened opened = Opened.of(coding.of(JSON));

        assertThat(opened.text(coding.layer + " ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.text(coding.layer + " ▸ json $.last")).isEqualTo("13912345678");
        assertThat(opened.stops()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void it_is_read_inside_a_text_too(Coding coding) throws IOException {
        String coded = Base64.getEncoder().encodeToString(coding.of(JSON));

        assertThat(Opened.of("{\"d\":\"" + coded + "\"}")
                        .text("json $.d ▸ base64 ▸ " + coding.layer + " ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @ParameterizedTest
    @EnumSource
    void a_short_one_is_read_in_hex_and_in_a_field_of_protobuf(Coding coding) throws IOException {
        byte[] coded = coding.of("{\"id\":\"868012345678904\",\"k\":17}".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0x08, 0x2A, 0x12, 0x03, 'a', 'b', 'c', 0x1A, (byte) coded.length});
        message.writeBytes(coded);
        message.writeBytes(new byte[] {0x20, 0x01});

        assertThat(Opened.of("{\"d\":\"" + HexFormat.of().formatHex(coded) + "\"}")
                        .text("json $.d ▸ hex ▸ " + coding.layer + " ▸ json $.id"))
                .isEqualTo("868012345678904");
        assertThat(Opened.of(message.toByteArray()).text("protobuf $.3 ▸ " + coding.layer + " ▸ json $.id"))
                .isEqualTo("868012345678904");
    }

    @ParameterizedTest
    @EnumSource
    void streams_that_nothing_marks_are_read_inside_each_other(Coding coding) throws IOException {
        byte[] inner = coding.of("{\"id\":\"868012345678904\",\"k\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(Opened.of(Coding.RAW_DEFLATE.of(inner)).text("deflate ▸ " + coding.layer + " ▸ json $.id"))
                .isEqualTo("868012345678904");
        assertThat(Opened.of(Coding.BROTLI.of(inner)).text("br ▸ " + coding.layer + " ▸ json $.id"))
                .isEqualTo("868012345678904");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SNAPPY_RAW", "RAW_DEFLATE", "BROTLI"})
    void of_a_stream_that_is_cut_the_beginning_is_read(Coding coding) throws IOException {
        byte[] whole = coding.of(json(400_000));
        Opened opened = Opened.of(Arrays.copyOf(whole, whole.length - 200));

        assertThat(opened.text(coding.layer + " ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.stops()).anyMatch(s -> s.contains(coding.layer + " broken after"));
    }

    @ParameterizedTest
    @EnumSource
    void a_bomb_stops_at_the_limit(Coding coding) throws IOException {
        byte[] bomb = coding.of(new byte[80 << 20]);
        Limits limits = new Limits(12, 50_000, 16 << 20, 8 << 20, 400, 64 << 20);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Opened.of(bomb, limits));
    }

    @Test
    void ten_thousand_small_gzip_members_are_read_in_time() throws IOException {
        byte[] member = gzip("{\"a\":\"v\"}\n".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            members.writeBytes(member);
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(Opened.of(members.toByteArray()).text("gzip ▸ ndjson[9999] $.a"))
                        .isEqualTo("v"));
    }

    @Test
    void beginnings_of_streams_that_are_none_end_in_time() {
        byte[] fake = new byte[8 << 20];
        for (int i = 0; i + 1 < fake.length; i += 2) {
            fake[i] = 0x78;
            fake[i + 1] = (byte) 0x9C;
        }
        fake[0] = 0;
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(Opened.of(fake).stops()).anyMatch(s -> s.contains("stopped: work")));
    }

    @Test
    void base64_of_base64_ends_at_the_depth_that_is_allowed_and_says_so() {
        String coded = "{\"a\":\"13912345678\"}";
        for (int i = 0; i < 20; i++) {
            coded = Base64.getEncoder().encodeToString(coded.getBytes(StandardCharsets.UTF_8));
        }
        String body = coded;
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(Opened.of(body).stops()).anyMatch(s -> s.endsWith("▸ base64 ▸ stopped: depth 12")));
    }

    @Test
    void a_list_of_bytes_that_lies_too_deep_says_so() {
        String coded = Arrays.toString("{\"a\":\"13912345678\"}".getBytes(StandardCharsets.UTF_8));
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            coded = Base64.getEncoder().encodeToString(coded.getBytes(StandardCharsets.UTF_8));
            stops.addAll(Opened.of(coded).stops());
        }

        assertThat(stops).anyMatch(s -> s.endsWith("json $ ▸ stopped: depth 12"));
    }

    private static byte[] json(int noise) {
        StringBuilder json = new StringBuilder("{\"imei\":\"868012345678904\",\"noise\":\"");
        new Random(5).ints(noise, 'a', 'q').forEach(json::appendCodePoint);
        return json.append("\",\"last\":\"13912345678\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        }
        return out.toByteArray();
    }
}

package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Bytes that are of no form must not be read as one: each such reading hides that nobody could read them. */
class NoiseTest {
    private static final int SAMPLES = 20_000;

    /** Two in ten thousand. */
    private static final int MOST = SAMPLES / 5_000;

    @Test
    void random_bytes_are_of_no_form() {
        Random random = new Random(11);
        assertThat(understood(i -> bytes(random, 8 + random.nextInt(400)))).isLessThanOrEqualTo(MOST);
    }

    /** Fewer bytes than these may by chance be two or three characters of some charset. */
    @Test
    void short_random_bytes_are_of_no_form() {
        Random random = new Random(12);
        assertThat(understood(i -> bytes(random, 12 + random.nextInt(21)))).isLessThanOrEqualTo(MOST);
    }

    @Test
    void encrypted_text_is_of_no_form() throws GeneralSecurityException {
        Random random = new Random(13);
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(bytes(random, 16), "AES"),
                new IvParameterSpec(bytes(random, 16)));
        assertThat(understood(i -> {
                    try {
                        return aes.doFinal(("{\"n\":" + i + ",\"p\":\"" + "x".repeat(i % 100) + "\"}")
                                .getBytes(StandardCharsets.UTF_8));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isLessThanOrEqualTo(MOST);
    }

    @Test
    void the_inside_of_a_picture_is_of_no_form() throws IOException {
        byte[] jpeg = picture("jpg");
        Random random = new Random(14);
        assertThat(understood(i -> {
                    int from = 700 + random.nextInt(jpeg.length - 1_500);
                    return Arrays.copyOfRange(jpeg, from, from + 16 + random.nextInt(500));
                }))
                .isLessThanOrEqualTo(MOST);
    }

    @Test
    void the_inside_of_a_compressed_stream_is_of_no_form() {
        byte[] compressed = deflated(300_000);
        Random random = new Random(15);
        assertThat(understood(i -> {
                    int from = 100 + random.nextInt(compressed.length - 700);
                    return Arrays.copyOfRange(compressed, from, from + 16 + random.nextInt(500));
                }))
                .isLessThanOrEqualTo(MOST);
    }

    @Test
    void numbers_of_a_fixed_size_in_a_row_are_of_no_form() {
        Random random = new Random(16);
        assertThat(understood(i -> {
                    java.nio.ByteBuffer samples = java.nio.ByteBuffer.allocate(2 * (20 + random.nextInt(300)));
                    double phase = random.nextDouble() * 6;
                    while (samples.hasRemaining()) {
                        samples.putShort((short) (8_000 * Math.sin(phase) + random.nextInt(800)));
                        phase += 0.1;
                    }
                    return samples.array();
                }))
                .isLessThanOrEqualTo(MOST);
    }

    @Test
    void random_bytes_in_base64_stay_what_they_are() {
        Random random = new Random(17);
        int opened = 0;
        for (int i = 0; i < SAMPLES; i++) {
            String coded = Base64.getEncoder().encodeToString(bytes(random, 16 + random.nextInt(100)));
            boolean read = Opened.of("{\"d\":\"" + coded + "\"}").paths().stream()
                    .anyMatch(p ->
                            p.matches(".* ▸ (protobuf|msgpack|cbor|bson|thrift|grpc|snappy|lz4|zip|deflate|br).*"));
            opened += read ? 1 : 0;
        }
        assertThat(opened).isLessThanOrEqualTo(MOST);
    }

    @Test
    void random_digits_of_hex_stay_what_they_are() {
        Random random = new Random(20);
        int opened = 0;
        for (int i = 0; i < SAMPLES; i++) {
            String coded = HexFormat.of().formatHex(bytes(random, 12 + random.nextInt(60)));
            boolean read = Opened.of("{\"d\":\"" + coded + "\"}").paths().stream()
                    .anyMatch(p -> p.matches(".* ▸ hex ▸ (?!binary).*"));
            opened += read ? 1 : 0;
        }
        assertThat(opened).isLessThanOrEqualTo(MOST);
    }

    @Test
    void prose_is_text() {
        for (String text : new String[] {
            "The quick brown fox jumps over the lazy dog.",
            "\nA line that begins with a line feed and goes on for a while",
            "  indented\n\twith tabs\r\nand lines",
            "个人信息保护法第十三条规定，处理个人信息应当取得个人的同意。",
            "a,b,c\n1,2,3\n4,5,6\n"
        }) {
            assertThat(Opened.of(text).paths()).contains("request.body ▸ text");
        }
    }

    private static int understood(IntFunction<byte[]> sample) {
        int understood = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Opened opened = Opened.of(sample.apply(i));
            understood += opened.isUnderstood() ? 1 : 0;
        }
        return understood;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] picture(String form) throws IOException {
        Random random = new Random(18);
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 400; x++) {
            for (int y = 0; y < 400; y++) {
                image.setRGB(x, y, (x * y + random.nextInt(40)) & 0xFFFFFF);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, form, out);
        return out.toByteArray();
    }

    private static byte[] deflated(int length) {
        Random random = new Random(19);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, true))) {
            for (int i = 0; i < length; i++) {
                deflate.write("etaoin shrdlu{}:,\"0123".charAt(random.nextInt(22)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

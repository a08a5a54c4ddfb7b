package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyListLayerTest {
    /** As Python's plistlib writes it. */
    private static final byte[] LIST = Base64.getDecoder()
            .decode(
                    "YnBsaXN0MDDUAQIDBAUGBxZUYmxvYlRib3JuVmRldmljZVVpdGVtc08QGnsiaW1laSI6Ijg2ODAxMjM0NTY3ODkwNCJ9M8Gz/d8AAAAA"
                            + "1ggJCgsMDQ4PEBESE1Vjb3VudFRuYW1lUm9rVXBob25lVXJhdGlvVHRhZ3MQKmOWSGZTZg4JWzEzOTEyMzQ1Njc4I0A/OvyLAHmjohQV"
                            + "UWFidTWL3aEX0gkYGRpVdmFsdWVVZW1haWxdbGkud2VpQHFxLmNvbQgRFhsiKEVOW2FmaW91enyDhJCZnJ6jpaqwtgAAAAAAAAEBAAAA"
                            + "AAAAABsAAAAAAAAAAAAAAAAAAADE");

    @ParameterizedTest
    @CsvSource({
        "$.device.phone,13912345678",
        "$.device.name,陈晓明",
        "$.device.count,42",
        "$.device.ratio,31.230416",
        "$.device.ok,true",
        "$.device.tags[0],a",
        "$.device.tags[1],电话",
        "$.born,1990-05-17T00:00:00Z",
        "$.items[0].value,li.wei@qq.com",
        "$.blob ▸ json $.imei,868012345678904"
    })
    void values_stand_under_their_names(String path, String text) {
        assertThat(leaf(LIST, "request.body ▸ bplist " + path).text()).isEqualTo(text);
    }

    @Test
    void values_know_their_bytes_and_names_beside_them() {
        Node phone = leaf(LIST, "request.body ▸ bplist $.device.phone");

        assertThat(new String(LIST, phone.offset(), phone.length(), StandardCharsets.US_ASCII))
                .isEqualTo("13912345678");
        assertThat(phone.isVerbatim()).isTrue();
        assertThat(phone.key()).isEqualTo("phone");
        assertThat(leaf(LIST, "request.body ▸ bplist $.items[0].value").key()).isEqualTo("email");
    }

    @Test
    void a_list_inside_a_text_is_opened_too() {
        byte[] body = ("{\"p\":\"" + Base64.getEncoder().encodeToString(LIST) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(leaf(body, "request.body ▸ json $.p ▸ base64 ▸ bplist $.device.phone")
                        .text())
                .isEqualTo("13912345678");
    }

    @Test
    void a_list_that_contains_itself_ends() {
        byte[] loop = list(new byte[] {(byte) 0xA2, 0, 1}, new byte[] {(byte) 0xA2, 0, 1});

        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(nodes(loop)).isLessThan(20));
    }

    @Test
    void a_list_that_tells_the_same_again_and_again_ends_and_says_so() {
        List<byte[]> objects = new ArrayList<>();
        for (int level = 0; level < 12; level++) {
            byte[] ten = new byte[11];
            java.util.Arrays.fill(ten, (byte) (level + 1));
            ten[0] = (byte) 0xAA;
            objects.add(ten);
        }
        ByteBuffer text = ByteBuffer.allocate(60_005);
        text.put((byte) 0x5F).put((byte) 0x11).putShort((short) 60_000);
        objects.add(text.array());
        byte[] laughs = list(objects.toArray(byte[][]::new));

        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(open(laughs).stops()).isNotEmpty());
    }

    @Test
    void a_list_cut_short_is_still_searched_for_what_stands_in_it() {
        byte[] cut = java.util.Arrays.copyOf(LIST, LIST.length - 20);
        List<String> texts = new ArrayList<>();
        open(cut).parts().forEach(p -> p.walk(n -> texts.add(n.text())));

        assertThat(texts).anyMatch(t -> t.contains("13912345678"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hostile_bytes_are_never_fatal_and_stay_in_place(long seed) {
        Random random = new Random(seed);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 5_000; i++) {
                byte[] body = LIST.clone();
                for (int j = random.nextInt(6); j >= 0; j--) {
                    body[6 + random.nextInt(body.length - 6)] = (byte) random.nextInt(256);
                }
                for (Node part : open(body).parts()) {
                    part.walk(node -> {
                        assertThat(node.offset()).isBetween(0, body.length);
                        assertThat(node.offset() + node.length()).isBetween(node.offset(), body.length);
                    });
                }
            }
        });
    }

    /** A property list of these objects, the first on top, numbers of one byte and places of four. */
    private static byte[] list(byte[]... objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer table = ByteBuffer.allocate(4 * objects.length);
        for (byte[] object : objects) {
            table.putInt(out.size());
            out.writeBytes(object);
        }
        ByteBuffer trailer = ByteBuffer.allocate(32);
        trailer.put(6, (byte) 4).put(7, (byte) 1).putLong(8, objects.length).putLong(24, out.size());
        out.writeBytes(table.array());
        out.writeBytes(trailer.array());
        return out.toByteArray();
    }

    private static long nodes(byte[] body) {
        long[] count = new long[1];
        open(body).parts().forEach(p -> p.walk(n -> count[0]++));
        return count[0];
    }

    private static Decoded open(byte[] body) {
        return new Decoder(Limits.DEFAULT)
                .open(
                        Direction.REQUEST,
                        new Message(Optional.empty(), Body.of(body), List.of(), Instant.EPOCH, Optional.empty(), true));
    }

    private static Node leaf(byte[] body, String path) {
        List<Node> found = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        open(body)
                .parts()
                .forEach(p -> p.walk(n -> {
                    paths.add(n.path());
                    if (n.path().equals(path) && !n.text().isEmpty()) {
                        found.add(n);
                    }
                }));
        assertThat(found).as("%s in %s", path, paths).isNotEmpty();
        return found.get(0);
    }
}

package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.detect.digest.Digests;
import io.mingcha.analyzer.detect.known.KnownValues.Digested;
import io.mingcha.analyzer.detect.known.KnownValues.Known;
import io.mingcha.analyzer.detect.known.KnownValues.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DigestIndexTest {
    private static final DigestIndex.Maker MAKER = (hashing, part, made) -> hashing.of(part.text(), 16, made);

    private final Digests hashing = new Digests();

    @Test
    void every_digest_of_every_value_is_found_under_its_first_name() {
        List<Part> parts =
                IntStream.range(0, 2_000).mapToObj(i -> part("value " + i)).toList();
        DigestIndex index = new DigestIndex(parts, MAKER);

        for (Part part : parts.subList(0, 100)) {
            MAKER.make(
                    hashing,
                    part,
                    (name, digest) -> assertThat(index.of(digest)).containsExactly(new Digested(part.value(), name)));
        }
    }

    @Test
    void a_digest_of_several_values_gives_each_once_in_the_order_in_which_they_came() {
        Known phone = new Known("phone_number", Writing.PHONE, "13712345678", true);
        Known guardian = new Known("guardian_phone", Writing.PHONE, "13712345678", true);
        Part first = new Part(phone, "13712345678");
        Part second = new Part(guardian, "13712345678");
        DigestIndex index = new DigestIndex(List.of(first, part("other"), second, first), MAKER);

        assertThat(index.of(hashing.digest("md5", first.text().getBytes(StandardCharsets.UTF_8))))
                .containsExactly(new Digested(phone, "md5"), new Digested(guardian, "md5"));
    }

    @Test
    void what_agrees_in_its_first_bytes_only_is_none() {
        DigestIndex index = new DigestIndex(List.of(part("a")), MAKER);
        MAKER.make(hashing, part("a"), (name, digest) -> {
            byte[] other = digest.clone();
            other[15] ^= 1;
            assertThat(index.of(other)).isEmpty();
            assertThat(index.of(Arrays.copyOf(digest, 8))).isEmpty();
        });
    }

    @Test
    void random_bytes_are_none() {
        DigestIndex index = new DigestIndex(
                IntStream.range(0, 1_000).mapToObj(i -> part("v" + i)).toList(), MAKER);
        Random random = new Random(1);

        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            assertThat(index.of(bytes)).isEmpty();
        }
    }

    @Test
    void a_value_of_many_digests_has_room_for_all() {
        DigestIndex.Maker many = (hashing, part, made) -> {
            Random random = new Random(2);
            for (int i = 0; i < 1_000; i++) {
                byte[] digest = new byte[16];
                random.nextBytes(digest);
                made.digest("d" + i, digest);
            }
        };
        DigestIndex index = new DigestIndex(List.of(part("v")), many);

        many.make(
                hashing,
                part("v"),
                (name, digest) -> assertThat(index.of(digest)).hasSize(1));
    }

    private static Part part(String text) {
        return new Part(new Known("phone_number", Writing.PHONE, text, true), text);
    }
}

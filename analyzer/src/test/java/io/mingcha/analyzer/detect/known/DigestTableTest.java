package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.catalogue.Writing;
import io.mingcha.analyzer.detect.known.KnownValues.Digested;
import io.mingcha.analyzer.detect.known.KnownValues.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTableTest {
    private final DigestTable table = new DigestTable();

    @Test
    void every_digest_is_found_however_many_there_are() {
        Random random = new Random(1);
        List<byte[]> digests = new ArrayList<>();
        List<Digested> values = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] digest = new byte[List.of(8, 16, 20, 28, 32, 48, 64).get(i % 7)];
            random.nextBytes(digest);
            digests.add(digest);
            values.add(digested("value " + i));
            table.put(digest, values.get(i));
        }

        for (int i = 0; i < digests.size(); i++) {
            assertThat(table.of(digests.get(i))).containsExactly(values.get(i));
        }
    }

    @Test
    void a_digest_of_several_values_gives_them_in_the_order_in_which_they_came() {
        byte[] shared = new byte[16];
        List<Digested> values = List.of(digested("b"), digested("a"), digested("c"));
        values.forEach(value -> table.put(shared, value));
        table.put(shared, new Digested(values.get(1).value(), "sm3"));
        for (byte i = 1; i < 127; i++) {
            table.put(new byte[] {0, 0, 0, 0, 0, 0, 0, i}, digested("other " + i));
        }

        assertThat(table.of(shared)).isEqualTo(values);
    }

    @Test
    void what_only_begins_like_a_digest_is_none() {
        byte[] digest = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        table.put(digest, digested("a"));

        assertThat(table.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})).isEmpty();
        assertThat(table.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17}))
                .isEmpty();
        assertThat(table.of(new byte[3])).isEmpty();
    }

    private static Digested digested(String value) {
        return new Digested(new Known("phone_number", Writing.PHONE, value, true), "md5");
    }
}

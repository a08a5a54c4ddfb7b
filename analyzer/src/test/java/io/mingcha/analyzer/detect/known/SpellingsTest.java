package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.catalogue.Writing;
import org.junit.jupiter.api.Test;

class SpellingsTest {
    @Test
    void a_mobile_number_is_known_however_people_write_it() {
        for (String written : new String[] {
            "13712345678",
            "137 1234 5678",
            "137-1234-5678",
            "+86 13712345678",
            "8613712345678",
            "0086-137-1234-5678",
            "(137)12345678"
        }) {
            assertThat(Spellings.mobile(written)).as(written).isEqualTo("13712345678");
        }
        for (String other :
                new String[] {"23712345678", "1371234567", "137123456789", "13712345678x", "137.12345678", ""}) {
            assertThat(Spellings.mobile(other)).as(other).isEmpty();
        }
    }

    @Test
    void digests_are_of_what_programs_write() {
        assertThat(Spellings.digested(Writing.PHONE, "13712345678"))
                .contains("13712345678", "+8613712345678", "8613712345678", "+86-13712345678", "137-1234-5678")
                .doesNotContain("+86 137 1234 5678", "1.3712345678E10");
        assertThat(Spellings.digested(Writing.MAC, "0a:1b:2c:3d:4e:5f"))
                .contains("0a:1b:2c:3d:4e:5f", "0A:1B:2C:3D:4E:5F", "0a1b2c3d4e5f", "0A-1B-2C-3D-4E-5F");
        assertThat(Spellings.digested(Writing.CARD, "6228480402564890018")).contains("6228 4804 0256 4890 018");
    }

    @Test
    void digests_of_digests_are_of_the_plainest() {
        assertThat(Spellings.digestedTwice(Writing.PHONE, "137 1234 5678"))
                .containsExactlyInAnyOrder("137 1234 5678", "13712345678", "8613712345678", "+8613712345678");
        assertThat(Spellings.digestedTwice(Writing.EIGHT_BYTES, "a1b2c3d4e5f60718"))
                .containsExactlyInAnyOrder("a1b2c3d4e5f60718", "A1B2C3D4E5F60718");
    }

    @Test
    void text_finds_what_digests_leave_out() {
        assertThat(Spellings.of(Writing.PHONE, "13712345678"))
                .contains("+86 137 1234 5678", "0086137-1234-5678", "1.3712345678E10");
        assertThat(Spellings.of(Writing.IMEI, "861234567890123")).contains("8612 3456 7890 123", "8612-3456-7890-123");
    }
}

package io.mingcha.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Flow;
import io.mingcha.flows.har.Har;
import io.mingcha.flows.har.HarReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarCorpusTest {
    @TempDir
    Path folder;

    @Test
    void is_a_faultless_har_of_requests_of_two_to_four_kilobytes() throws IOException {
        Path file = folder.resolve("corpus.har");
        HarCorpus.write(file, 100, KnownValues.of(10), HarCorpus.Size.USUAL);

        List<Flow> flows = new ArrayList<>();
        Har har = HarReader.read(file, flows::add);

        assertThat(flows).hasSize(100);
        assertThat(har.problems()).isEmpty();
        assertThat(har.cut()).isEmpty();
        assertThat(Files.size(file) / 100).isBetween(2_500L, 5_000L);
    }

    @Test
    void small_requests_have_three_to_five_hundred_bytes_and_large_ones_64_kib() throws IOException {
        assertThat(bodies(HarCorpus.Size.SMALL)).allSatisfy(n -> assertThat(n).isBetween(300L, 500L));
        assertThat(bodies(HarCorpus.Size.LARGE)).allSatisfy(n -> assertThat(n).isGreaterThan(64L << 10));
    }

    private List<Long> bodies(HarCorpus.Size size) throws IOException {
        Path file = folder.resolve(size + ".har");
        HarCorpus.write(file, 40, KnownValues.of(10), size);
        List<Long> bytes = new ArrayList<>();
        HarReader.read(
                file, flow -> bytes.add(flow.request().orElseThrow().body().length()));
        return bytes;
    }

    @Test
    void known_values_are_as_many_as_asked_for() {
        int count = KnownValues.of(1_000).byType().values().stream()
                .mapToInt(List::size)
                .sum();

        assertThat(count).isEqualTo(1_000);
    }
}

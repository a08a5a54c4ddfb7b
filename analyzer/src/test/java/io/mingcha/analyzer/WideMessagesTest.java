package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.flows.Exposure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a message has much of costs in proportion, however it is made. */
class WideMessagesTest {
    private static final int MANY = 45_000;

    /** As many words as letters, which is the longest to read. */
    private static String name(int number) {
        return "a_".repeat(45) + number;
    }

    private static String joined(int n, IntFunction<String> part) {
        return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(","));
    }

    private static List<Exposure> sent(String body) {
        Exchanges exchanges = new Exchanges().post(1, "https://x.example/u", body);
        return assertTimeoutPreemptively(
                Duration.ofSeconds(120), () -> exchanges.analyze().exposures());
    }

    @Test
    void names_of_twice_as_many_words_take_about_twice_as_long() {
        FieldNames names = TestConfiguration.SHIPPED.catalogue().fields();
        long few = Long.MAX_VALUE;
        long many = Long.MAX_VALUE;
        for (int run = 0; run < 8; run++) {
            few = Math.min(few, reading(names, 22, run));
            many = Math.min(many, reading(names, 44, run));
        }

        assertThat(many).isLessThan(3 * few);
    }

    /** Nanoseconds of this thread alone, which the machine's load changes little; of several in turns the least. */
    private static long reading(FieldNames names, int words, int run) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long began = clock.getCurrentThreadCpuTime();
        assertThat(IntStream.range(0, 3_000)
                        .mapToObj(i -> "a_".repeat(words) + run + "_" + i)
                        .allMatch(name -> names.of(name).isNothing()))
                .isTrue();
        return clock.getCurrentThreadCpuTime() - began;
    }

    @Test
    void a_list_whose_rows_each_have_columns_of_their_own_is_read_in_time() {
        String call = "{\"number\":\"13712345670\",\"duration\":9,\"date\":1}";
        String rows =
                joined(MANY / 40, row -> "{" + joined(39, column -> "\"" + name(40 * row + column) + "\":\"x\"") + "}");

        assertThat(sent("{\"d\":[" + call + "," + rows + "]}")).isEmpty();
    }

    @Test
    void each_of_many_fields_beside_each_other_is_judged_in_time() {
        assertThat(sent("{" + joined(MANY, i -> "\"k" + i + "_gender\":\"male\"") + "}"))
                .hasSize(MANY)
                .extracting(Exposure::dataType)
                .containsOnly("gender");
    }

    @Test
    void many_accounts_that_say_too_little_are_gathered_in_time() {
        assertThat(sent("[" + joined(MANY, i -> "{\"userId\":\"" + (20_000_000 + i) + "\"}") + "]"))
                .isEmpty();
    }

    @Test
    void a_long_name_is_no_name_however_often_it_is_asked_for() {
        FieldNames names = TestConfiguration.SHIPPED.catalogue().fields();
        String longest = "a_".repeat(500_000) + "job";

        boolean things = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> IntStream.range(0, MANY).anyMatch(i -> names.holdsThings(longest) || names.holdsPerson(longest)));

        assertThat(things).isFalse();
    }
}

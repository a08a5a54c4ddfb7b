package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import io.mingcha.settings.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could not be opened to its end limits what the analysis may say, and is named. */
class NotFullyOpenedTest {
    private static final String DEEP = "[".repeat(2_000) + "\"13712345671\"" + "]".repeat(2_000);

    @Test
    void exchanges_that_stop_at_a_limit_are_named_with_the_cause_and_not_the_content() {
        Exchanges exchanges = new Exchanges().post(1, "https://x.example/u", "{\"a\":1}");
        exchanges.post(2, "https://x.example/u", DEEP);

        List<Text> told = limits(exchanges);

        assertThat(told).singleElement().satisfies(text -> {
            assertThat(text.en()).startsWith("1 exchange(s)").contains("#1: ").contains("stopped");
            assertThat(text.zh()).startsWith("1 个请求未完全解码").contains("#1：已停止");
            assertThat(text.en()).doesNotContain("13712345671").doesNotContain("#0");
        });
    }

    @Test
    void of_many_the_first_ten_are_named() {
        Exchanges exchanges = new Exchanges();
        for (int i = 0; i < 12; i++) {
            exchanges.post(1 + i, "https://x.example/u", DEEP);
        }

        assertThat(limits(exchanges))
                .singleElement()
                .satisfies(text -> assertThat(text.en())
                        .contains("#9: ")
                        .doesNotContain("#10: ")
                        .endsWith("; … and 2 more"));
    }

    @Test
    void a_header_that_stands_for_several_lists_their_objects_and_is_not_broken() {
        Exchanges exchanges = new Exchanges()
                .get(
                        1,
                        "https://x.example/u",
                        new Header(
                                "Report-To",
                                "{\"group\":\"csp\",\"max_age\":10800}, {\"group\":\"nel\",\"max_age\":1}"),
                        new Header("NEL", "{\"report_to\":\"nel\",\"max_age\":2592000}"),
                        new Header(
                                "Reporting-Endpoints",
                                "csp=\"https://x.example/csp\", coop=\"https://x.example/coop\""))
                .post(2, "https://x.example/u", "{\"imei\":\"862731049583161\"},{\"imei\":\"867330041239874\"}");

        assertThat(limits(exchanges)).isEmpty();
        assertThat(exchanges.analyze().exposures()).extracting(Exposure::value).contains("862731049583161");
    }

    @Test
    void what_a_comma_and_no_object_follows_is_still_broken() {
        Exchanges exchanges = new Exchanges().post(1, "https://x.example/u", "{\"model\":\"a\"},\"b\" c");

        assertThat(limits(exchanges)).hasSize(1);
    }

    private static List<Text> limits(Exchanges exchanges) {
        return exchanges.analyze().coverage().limits().stream()
                .filter(limit -> limit.kind().equals("not_fully_opened"))
                .map(Coverage.Limit::text)
                .toList();
    }
}

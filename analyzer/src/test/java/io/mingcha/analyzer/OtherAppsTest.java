package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Client;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Owner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a web view that say which app holds it; the app under test is example.shop. */
class OtherAppsTest {
    private static final String BODY = "{\"imei\": \"867245031178455\"}";

    @Test
    void what_another_app_says_it_sent_is_not_the_apps_and_is_counted() {
        Analysis analysis = analyze("https://track.example/v1", "com.other.news");

        assertThat(analysis.exposures()).isEmpty();
        assertThat(analysis.coverage().limits())
                .extracting(Coverage.Limit::kind, limit -> limit.text().en().contains("com.other.news"))
                .contains(org.assertj.core.api.Assertions.tuple("foreign", true));
    }

    @Test
    void where_nothing_names_the_app_under_test_its_name_may_be_wrong_and_nothing_is_put_aside() {
        Analysis analysis = new Exchanges()
                .post(1, "https://track.example/v1", BODY, new Header("X-Requested-With", "com.other.news"))
                .analyze();

        assertThat(analysis.exposures()).extracting(Exposure::dataType).containsExactly("imei");
        assertThat(analysis.coverage().limits())
                .extracting(Coverage.Limit::kind)
                .doesNotContain("foreign");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.shop",
                "example.shop.debug",
                "XMLHttpRequest",
                "com.tencent.mm",
                "com.eg.android.AlipayGphone",
                "com.android.chrome",
                "",
                "1.2.3",
                "https://news.example/",
                "com..news",
                "com.other news",
                "com.other.news/7"
            })
    void what_names_no_other_app_is_the_apps(String said) {
        assertThat(analyze("https://track.example/v1", said).exposures())
                .extracting(Exposure::dataType)
                .containsExactly("imei");
    }

    @Test
    void what_goes_to_the_apps_own_servers_is_the_apps_whoever_holds_the_page() {
        assertThat(analyze("https://api.shop.example/v1", "com.other.news").exposures())
                .isNotEmpty();
    }

    @Test
    void whose_a_run_found_the_connection_to_be_goes_before_what_the_request_says() {
        Exchanges sent = sent("https://track.example/v1", "com.other.news");
        Owner app = new Owner(Owner.Whose.APP, Optional.empty(), "port", 1);
        List<Flow> flows = sent.flows().stream()
                .map(flow -> flow.withClient(Client.UNKNOWN.withOwner(app)))
                .toList();

        assertThat(Analyzer.analyze(TestConfiguration.SHIPPED, sent.session(), flows)
                        .exposures())
                .isNotEmpty();
    }

    private static Analysis analyze(String url, String said) {
        return sent(url, said).analyze();
    }

    private static Exchanges sent(String url, String said) {
        return new Exchanges()
                .get(1, "https://api.shop.example/start?pkg=example.shop")
                .post(2, url, BODY, new Header("X-Requested-With", said));
    }
}

package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.App;
import io.mingcha.flows.Client;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the phone's system to its maker, which no app sent. */
class SystemAppsTest {
    private static final String SYSTEM = "{\"pkg\": \"com.miui.securitycenter\", \"imei\": \"867245031178455\"}";
    private static final String MAKER = "https://data.mistat.xiaomi.com/mistats";

    @Test
    void what_a_package_of_the_system_sends_its_maker_is_the_systems_and_is_counted() {
        Analysis analysis = new Exchanges().post(1, MAKER, SYSTEM).analyze();

        assertThat(analysis.exposures()).isEmpty();
        assertThat(analysis.coverage().limits())
                .filteredOn(limit -> limit.kind().equals("foreign"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.text().en()).contains("com.miui.securitycenter × 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://grs.hicloud.com/v1 | com.huawei.hwid/6.13.0 (Linux; Android 12)",
                "https://tracking.miui.com/track | com.xiaomi.market/4.2",
                "https://play.googleapis.com/log | Android-Finsky/38 (com.android.vending)",
            })
    void the_user_agent_may_name_it(String url, String agent) {
        assertThat(new Exchanges()
                        .post(1, url, "{\"imei\": \"867245031178455\"}", new Header("User-Agent", agent))
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // to somebody else
                "https://log.tracker.example/1 | {'pkg': 'com.miui.securitycenter', 'imei': '867245031178455'}",
                "https://grs.hicloud.com/v1 | {'pkg': 'com.miui.securitycenter', 'imei': '867245031178455'}",
                // an app's own kit says for which app
                "https://data.mistat.xiaomi.com/mistats | {'pkg': 'com.miui.analytics', 'app': 'example.shop', 'imei': '867245031178455'}",
                // no package of the system
                "https://data.mistat.xiaomi.com/mistats | {'pkg': 'com.xiaomi.mipush.sdk', 'imei': '867245031178455'}",
                "https://data.mistat.xiaomi.com/mistats | {'pkg': 'com.miuix.shop', 'imei': '867245031178455'}",
                "https://data.mistat.xiaomi.com/mistats | {'pkg': 'cn.com.miui', 'imei': '867245031178455'}",
                "https://data.mistat.xiaomi.com/mistats | {'imei': '867245031178455'}",
                // what stands below it is brought along by apps
                "https://play.googleapis.com/log | {'sdk': 'com.google.android.gms.ads', 'imei': '867245031178455'}",
            })
    void what_is_not_surely_the_systems_is_judged(String url, String body) {
        assertThat(new Exchanges()
                        .post(1, url, body.replace('\'', '"'))
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("imei");
    }

    @Test
    void what_goes_to_a_recipient_that_the_app_declares_or_came_from_it_is_judged() {
        Exchanges sent = new Exchanges().post(1, MAKER, SYSTEM);
        Owner app = new Owner(Owner.Whose.APP, Optional.empty(), "port", 1);
        List<Flow> flows = sent.flows().stream()
                .map(flow -> flow.withClient(Client.UNKNOWN.withOwner(app)))
                .toList();

        assertThat(Analyzer.analyze(TestConfiguration.SHIPPED, sent.session(), flows)
                        .exposures())
                .isNotEmpty();
        assertThat(new Exchanges()
                        .declares(List.of("xiaomi-stats"), "oaid")
                        .post(1, MAKER, SYSTEM)
                        .analyze()
                        .exposures())
                .isNotEmpty();
        assertThat(new Exchanges()
                        .firstParty("xiaomi.com")
                        .post(1, MAKER, SYSTEM)
                        .analyze()
                        .exposures())
                .isNotEmpty();
    }

    @Test
    void nothing_is_the_systems_while_nobody_says_which_app_is_tested() {
        Exchanges sent = new Exchanges().post(1, MAKER, SYSTEM);
        Session session = sent.session();
        Session nameless = new Session(
                "s1",
                SessionSpec.of(App.UNKNOWN),
                session.started(),
                session.ended(),
                session.state(),
                session.secret(),
                Optional.empty());

        assertThat(Analyzer.analyze(TestConfiguration.SHIPPED, nameless, sent.flows())
                        .exposures())
                .extracting(Exposure::dataType)
                .containsExactly("imei");
    }
}

package io.mingcha.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Server;
import io.mingcha.flows.Tls;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {

    private static Flow reached(String host, String address, String... chain) {
        Flow f = new Exchanges().unread(1, host).flows().get(0);
        return new Flow(
                f.ordinal(),
                f.connection(),
                f.scheme(),
                f.protocol(),
                f.client(),
                new Server(host, 443, Optional.of(address), Optional.of(host)),
                f.clientTls(),
                Optional.of(Tls.UNKNOWN.withChain(List.of(chain))),
                f.timing(),
                f.request(),
                f.response(),
                f.outcome());
    }

    private static Analysis.Contacted contacted(Flow flow) {
        Analysis analysis = Analyzer.analyze(TestConfiguration.SHIPPED, new Exchanges().session(), List.of(flow));
        return analysis.recipients().get(0);
    }

    @Test
    void of_a_host_that_no_table_has_it_is_told_whose_certificate_it_showed_and_no_more() {
        Analysis.Contacted found = contacted(reached(
                "edge.unheard-of.example",
                "192.0.2.7",
                "CN=*.unheard-of.example,O=Unheard\\, Ltd.,L=Hangzhou,C=CN",
                "CN=Some CA,O=Some Authority,C=US"));

        assertThat(found.recipient().id()).isEqualTo("unheard-of.example");
        assertThat(found.recipient().name().en()).isEqualTo("unheard-of.example (certificate of Unheard, Ltd.)");
        assertThat(found.recipient().name().zh()).contains("证书属于 Unheard, Ltd.");
        assertThat(found.recipient().named()).isFalse();
        assertThat(found.recipient().country()).isEmpty();
        assertThat(found.recipient().overseas()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "www.google.co.nz, google-platform",
        "www.google.de, google-platform",
        "www.google-de.example, google-de.example",
        "kop.qingqikeji.com, didi",
        "c.go-mpulse.net, akamai-mpulse",
        "use.typekit.net, adobe-fonts",
        "ping.chartbeat.net, chartbeat",
        "decision.flagship.io, abtasty",
    })
    void a_company_s_domains_in_other_countries_and_of_other_brands_are_its_own(String host, String recipient) {
        assertThat(contacted(reached(host, "192.0.2.7", "CN=x")).recipient().id())
                .isEqualTo(recipient);
    }

    @Test
    void a_certificate_without_an_organisation_or_of_a_host_that_the_table_has_adds_nothing() {
        assertThat(contacted(reached("edge.unheard-of.example", "192.0.2.7", "CN=edge.unheard-of.example", "O=CA"))
                        .recipient()
                        .name()
                        .en())
                .isEqualTo("unheard-of.example");
        assertThat(contacted(reached("edge.unheard-of.example", "192.0.2.7", "no name = at all,,"))
                        .recipient()
                        .name()
                        .en())
                .isEqualTo("unheard-of.example");
        assertThat(contacted(reached("api.sentry.io", "192.0.2.7", "CN=x,O=Functional Software\\, Inc."))
                        .recipient()
                        .name()
                        .en())
                .doesNotContain("certificate");
    }

    @Test
    void of_one_without_such_a_certificate_it_is_told_where_its_address_is() {
        Analysis.Contacted found = contacted(reached("edge.unheard-of.example", "36.152.44.95", "CN=edge"));

        assertThat(found.recipient().name().en()).startsWith("unheard-of.example (address in 中国 江苏省 南京市 移动 (table of ");
        assertThat(found.recipient().country()).isEmpty();
        assertThat(contacted(reached("edge.unheard-of.example", "36.152.44.95", "CN=edge,O=Unheard"))
                        .recipient()
                        .name()
                        .en())
                .isEqualTo("unheard-of.example (certificate of Unheard)");
        assertThat(contacted(reached("api.sentry.io", "36.152.44.95", "CN=edge"))
                        .recipient()
                        .name()
                        .en())
                .doesNotContain("address in");
    }

    @Test
    void a_name_that_no_table_has_belongs_to_whose_block_its_address_lies_in() {
        assertThat(contacted(reached("resolver.unheard-of.example", "203.107.1.33"))
                        .recipient()
                        .named())
                .isTrue();
        assertThat(contacted(reached("resolver.unheard-of.example", "203.107.1.33"))
                        .recipient()
                        .id())
                .isEqualTo(contacted(reached("203.107.1.33", "203.107.1.33"))
                        .recipient()
                        .id());
        assertThat(contacted(reached("resolver.unheard-of.example", "203.107.2.33"))
                        .recipient()
                        .named())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "log_apm, mobile-collector.newrelic.com",
        "data_broker, sync.crwdcntrl.net",
        "recommendation, st.dynamicyield.com",
        "ticket_agent, mtop.damai.cn",
        "travel_agent, api.tuniu.com",
        "insurance, api.zhongan.com",
    })
    void each_purpose_that_a_rule_asks_for_has_a_recipient(String purpose, String host) {
        assertThat(contacted(reached(host, "192.0.2.7")).recipient().purposes()).contains(purpose);
    }
}

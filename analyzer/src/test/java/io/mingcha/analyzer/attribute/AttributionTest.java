package io.mingcha.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Changes;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Party;
import io.mingcha.flows.Server;
import io.mingcha.flows.Tls;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import java.util.List;
import java.util.Map;
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

    private static final Changes OVERLAY = new Changes("mine", Map.of("recipients.yaml", """
                    recipients:
                      - id: wide
                        name: {zh: 宽, en: Wide}
                        purposes: [analytics]
                        ips: [198.51.0.0/16, '2001:db8::/32']
                        domains: [书店.example, Acme.EXAMPLE.]
                      - id: narrow
                        name: {zh: 窄, en: Narrow}
                        purposes: [analytics]
                        ips: [198.51.100.0/24]
                    """));

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, narrow",
        "198.51.101.7, wide",
        "'[2001:DB8::7]', wide",
        "2001:db9::7, 2001:db9::7",
        "::ffff:198.51.100.7, narrow",
        "api.书店.example, wide",
        "api.xn--1jqq80b.example, wide",
        "api.xn--1jqq80c.example, xn--1jqq80c.example",
        "API.acme.example., wide",
        "notacme.example, notacme.example",
        "notumeng.com, notumeng.com",
        "umeng.com.evil.example, evil.example",
        "ULOGS.Umeng.com., umeng-analytics",
    })
    void an_address_is_whose_smallest_block_holds_it_and_a_name_whose_in_any_spelling(String host, String recipient) {
        Configuration configuration = Configuration.read(TestConfiguration.documents(), OVERLAY);
        Flow flow = reached(host, "192.0.2.7");

        assertThat(Analyzer.analyze(configuration, new Exchanges().session(), List.of(flow))
                        .recipients())
                .singleElement()
                .satisfies(c -> assertThat(c.recipient().id()).isEqualTo(recipient));
    }

    @ParameterizedTest
    @CsvSource({
        "ips, 198.51.100.0/33",
        "ips, 198.51.100.0/abc",
        "ips, 198.51.100.0/",
        "ips, 198.51.100.0/24/8",
        "ips, '::/0'",
        "ips, api.acme.example",
        "domains, '*.acme.example'",
        "domains, https://acme.example",
        "domains, .acme.example",
        "domains, acme.example/api",
        "hosts, 'acme.example:8443'",
        "hosts, a b",
    })
    void what_no_host_or_block_is_called_is_told_at_its_line(String key, String written) {
        Changes changes = new Changes("mine", Map.of("recipients.yaml", """
                        recipients:
                          - id: acme
                            name: {zh: 艾, en: Acme}
                            purposes: [analytics]
                            %s: ['%s']
                        """.formatted(key, written)));

        assertThatThrownBy(() -> Configuration.read(TestConfiguration.documents(), changes))
                .isInstanceOfSatisfying(InvalidDocument.class, e -> {
                    assertThat(e.in(Language.EN)).contains(written);
                    assertThat(e.problems().get(0).place().line()).isEqualTo(5);
                });
    }

    @Test
    void the_app_s_own_name_stays_its_own_in_anybody_s_block() {
        Analysis analysis = Analyzer.analyze(
                TestConfiguration.SHIPPED,
                new Exchanges().firstParty("shop.example").session(),
                List.of(reached("dns.shop.example", "203.107.1.33")));

        assertThat(analysis.recipients()).singleElement().satisfies(c -> {
            assertThat(c.recipient().id()).isEqualTo("shop.example");
            assertThat(c.party()).isEqualTo(Party.FIRST);
        });
    }

    @Test
    void a_name_in_letters_of_its_own_language_is_one_recipient_with_how_the_wire_writes_it() {
        Analysis analysis = Analyzer.analyze(
                TestConfiguration.SHIPPED,
                new Exchanges().firstParty("shop.example").session(),
                List.of(reached("a.书店.example", "192.0.2.7"), reached("b.xn--1jqq80b.example", "192.0.2.7")));

        assertThat(analysis.recipients())
                .singleElement()
                .satisfies(c -> assertThat(c.flows()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.10, UNKNOWN",
        "10.0.0.1, UNKNOWN",
        "172.16.3.4, UNKNOWN",
        "172.32.3.4, THIRD",
        "100.64.1.1, UNKNOWN",
        "100.128.1.1, THIRD",
        "127.0.0.1, UNKNOWN",
        "localhost, UNKNOWN",
        "printer, UNKNOWN",
        "unknown, UNKNOWN",
        "3413836065, THIRD",
        "'[fe80::1]', UNKNOWN",
        "fd00::1, UNKNOWN",
        "2408:4003::1, THIRD",
        "notlocalhost.example, THIRD",
    })
    void a_private_address_is_nobody_s_that_can_be_told(String host, Party party) {
        Analysis.Contacted found = contacted(reached(host, "192.0.2.7"));

        assertThat(found.party()).isEqualTo(party);
        assertThat(found.recipient().name().en().endsWith(" (no public name or address, whose is not known)"))
                .isEqualTo(party == Party.UNKNOWN);
    }
}

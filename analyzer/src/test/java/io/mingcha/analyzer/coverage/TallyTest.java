package io.mingcha.analyzer.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final String APP = "t13d1516h2_8daaf6152771_02713d6af862";
    private static final String BROWSER = "t13d1715h2_5b57614c22b0_3d5424432f57";

    private final List<Flow> flows = new ArrayList<>();

    private TallyTest flow(String who, String ja4, String host, String scheme, Outcome outcome, int bytes) {
        Instant opened = START.plusSeconds(flows.size());
        boolean read = outcome.state() == Outcome.State.COMPLETE;
        Message message = new Message(
                read ? Optional.of(new Head.Request("GET", "/", "HTTP/1.1", List.of())) : Optional.empty(),
                Body.of(new byte[bytes]),
                List.of(),
                opened,
                Optional.of(opened),
                true);
        flows.add(new Flow(
                flows.size(),
                flows.size(),
                scheme,
                read ? "HTTP/1.1" : "raw",
                new Client(who + ":5" + flows.size(), Optional.empty()),
                new Server(host, scheme.equals("udp") ? 3478 : 443, Optional.empty(), Optional.of(host)),
                Optional.of(new Tls(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(ja4),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                new Timing(
                        opened,
                        Optional.of(opened),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(opened.plusMillis(500))),
                read || bytes > 0 ? Optional.of(message) : Optional.empty(),
                Optional.empty(),
                outcome));
        return this;
    }

    private TallyTest read(String who, String ja4, String host) {
        return flow(who, ja4, host, "https", Outcome.COMPLETE, 10);
    }

    private TallyTest unread(String who, String ja4, String host, String reason) {
        return flow(who, ja4, host, "tls", Outcome.unread(reason, ""), reason.startsWith("passed") ? 40 : 0);
    }

    private Readability finish() {
        Readability seen = counted(flows);
        List<Flow> shuffled = new ArrayList<>(flows);
        Collections.shuffle(shuffled, new Random(4));
        assertThat(counted(shuffled)).isEqualTo(seen);
        return seen;
    }

    private static Readability counted(List<Flow> all) {
        Tally tally = new Tally(false);
        all.forEach(f -> tally.add(f, f.server().host()));
        return tally.finish();
    }

    @Test
    void who_reads_other_hosts_pins_this_one() {
        read("10.0.0.2", APP, "cdn.example");
        unread("10.0.0.2", APP, "bank.example", "client_refused_certificate");
        unread("10.0.0.2", APP, "bank.example", "client_refused_certificate");
        unread("10.0.0.2", APP, "bank.example", "passed_after_refusals");
        Readability seen = finish();
        assertThat(seen.unreadBy()).isEqualTo(Map.of("pinned", 3));
        assertThat(seen.whole()).isEqualTo(new Readability.Share(4, 1, 50, 10, 2, 1));
        assertThat(seen.whole().percent()).isEqualTo(25);
        assertThat(seen.clients()).singleElement().satisfies(c -> {
            assertThat(c.who()).isEqualTo("10.0.0.2");
            assertThat(c.hosts()).contains(new Readability.OfHost("bank.example", 3, 0, 40, 0, Map.of("pinned", 3)));
        });
    }

    @Test
    void who_reads_nothing_does_not_trust_the_authority() {
        read("10.0.0.9", APP, "cdn.example");
        unread("10.0.0.2", APP, "a.example", "client_refused_certificate");
        assertThat(finish().unreadBy()).isEqualTo(Map.of("ca_not_trusted", 1));
    }

    @Test
    void an_app_beside_a_browser_that_is_read_may_do_either() {
        read("10.0.0.2", BROWSER, "a.example");
        unread("10.0.0.2", APP, "b.example", "client_refused_certificate");
        assertThat(finish().unreadBy()).isEqualTo(Map.of("client_refused_certificate", 1));
    }

    @Test
    void a_silent_end_counts_only_if_the_client_comes_again() {
        read("10.0.0.2", APP, "cdn.example");
        unread("10.0.0.2", APP, "bank.example", "closed_after_handshake");
        unread("10.0.0.2", APP, "bank.example", "closed_after_handshake");
        unread("10.0.0.2", APP, "bank.example", "passed_after_refusals");
        unread("10.0.0.2", APP, "spare.example", "closed_after_handshake");
        Readability seen = finish();
        assertThat(seen.unreadBy()).isEqualTo(Map.of("pinned", 3));
        assertThat(seen.unused()).isOne();
        assertThat(seen.whole().connections()).isEqualTo(4);
    }

    @Test
    void a_silent_end_on_a_host_that_was_read_is_a_spare_connection() {
        unread("10.0.0.2", APP, "a.example", "closed_after_handshake");
        unread("10.0.0.2", APP, "a.example", "closed_in_handshake");
        read("10.0.0.2", APP, "a.example");
        unread("10.0.0.2", APP, "a.example", "unused");
        Readability seen = finish();
        assertThat(seen.unused()).isEqualTo(2);
        assertThat(seen.unreadBy()).isEqualTo(Map.of("closed_in_handshake", 1));
    }

    @Test
    void datagrams_are_unread_questions_for_names_are_no_connections_and_refused_quic_is_told() {
        flow("10.0.0.2", "", "stun.example", "udp", Outcome.unread("udp", ""), 100);
        flow("10.0.0.2", "", "video.example", "udp", Outcome.blocked("quic_refused", ""), 1200);
        flow("10.0.0.2", "", "", "udp", Outcome.blocked("quic_refused_by_gateway", "42 QUIC packets"), 0);
        flow("10.0.0.2", "", "a.example", "dns", Outcome.COMPLETE, 30);
        Readability seen = finish();
        assertThat(seen.unreadBy()).isEqualTo(Map.of("udp", 1));
        assertThat(seen.whole()).isEqualTo(new Readability.Share(1, 0, 100, 0, 1, 0));
        assertThat(seen.quicHosts()).isEqualTo(Map.of("video.example", 1));
        assertThat(seen.quicPackets()).isEqualTo(42);
    }

    @Test
    void names_that_are_asked_elsewhere_are_told() {
        read("10.0.0.2", APP, "plain.example");
        Flow asked = flows.get(0);
        Head head = new Head.Request(
                "POST", "/q", "HTTP/2", List.of(new Header("Content-Type", "application/dns-message")));
        Message message =
                new Message(Optional.of(head), Body.of(new byte[3]), List.of(), START, Optional.of(START), true);
        flows.set(
                0,
                new Flow(
                        0,
                        0,
                        "https",
                        "HTTP/2",
                        asked.client(),
                        new Server("doh.example", 443, Optional.empty(), Optional.empty()),
                        asked.clientTls(),
                        Optional.empty(),
                        asked.timing(),
                        Optional.of(message),
                        Optional.empty(),
                        Outcome.COMPLETE));
        assertThat(finish().resolvers()).isEqualTo(Map.of("doh.example", 1));
    }
}

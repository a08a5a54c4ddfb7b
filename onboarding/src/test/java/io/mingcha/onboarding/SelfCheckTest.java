package io.mingcha.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.onboarding.CheckResult.State;
import io.mingcha.proxy.site.SiteResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server concludes from what a browser asked for, and from what it did not. */
class SelfCheckTest {
    private static final Client PHONE = new Client(Asked.PHONE + ":40001", Optional.empty());
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path directory;

    private DeviceChecks checks;
    private OnboardingSite site;

    @BeforeEach
    void open() {
        open(true);
    }

    private void open(boolean resolves) {
        checks = new DeviceChecks(resolves);
        site = new OnboardingSite(
                CertificateAuthority.open(directory),
                new Pairing(Clock.systemUTC()),
                checks,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private String begin(Asked asked) {
        Matcher run = Pattern.compile("data-run=\"/check/([a-z2-7]{26})\"").matcher(asked.textOf(site));
        assertThat(run.find()).isTrue();
        return run.group(1);
    }

    private Map<Check, CheckResult> results() {
        return checks.reports().get(0).results().stream().collect(Collectors.toMap(CheckResult::check, r -> r));
    }

    private State state(Check check) {
        return result(check).state();
    }

    private CheckResult result(Check check) {
        return Optional.ofNullable(results().get(check)).orElseThrow();
    }

    @Test
    void all_is_well_when_everything_arrives() {
        String run = begin(Asked.get("/check"));
        Asked.get("/check/" + run + "/trusted.svg").securely().of(site);
        Asked.get("/check/" + run + "/name.svg").of(run + ".mingcha.test").of(site);
        site.asked(PHONE, run + ".mingcha.test");
        Asked.get("/check/" + run + "/clock?ahead=-120&within=8").by("POST").of(site);

        assertThat(results().values())
                .filteredOn(r -> r.check() != Check.HTTP3)
                .allSatisfy(r -> assertThat(r.state()).isEqualTo(State.PASSED));
        assertThat(state(Check.HTTP3)).isEqualTo(State.UNKNOWN);
        assertThat(checks.reports().get(0).isReady()).isTrue();
        assertThat(result(Check.CLOCK).seen().en()).isEqualTo("120 ms behind (known within 8 ms)");
        assertThat(Asked.get("/check/" + run).in("en").textOf(site)).contains("All is well");
    }

    @Test
    void a_refused_certificate_has_one_next_step_that_fits_the_system() {
        begin(Asked.get("/check").with("user-agent", "iPhone"));
        site.unsecured(PHONE, true, Optional.of("unknown_ca"));

        assertThat(state(Check.TRUSTED)).isEqualTo(State.FAILED);
        assertThat(result(Check.TRUSTED).seen().en()).contains("unknown_ca");
        assertThat(result(Check.TRUSTED).next().orElseThrow().en()).contains("Certificate Trust Settings");
    }

    @Test
    void a_spare_connection_that_is_closed_refuses_nothing_once_the_certificate_was_accepted() {
        String run = begin(Asked.get("/check"));
        Asked.get("/check/" + run + "/trusted.svg").securely().of(site);
        site.unsecured(PHONE, true, Optional.empty());

        assertThat(state(Check.TRUSTED)).isEqualTo(State.PASSED);
    }

    @Test
    void the_page_can_wait_until_trust_is_known() {
        String run = begin(Asked.get("/check"));
        Asked ask = Asked.get("/check/" + run + "/trust").by("POST");

        assertThat(ask.textOf(site)).isEqualTo("open");
        site.unsecured(PHONE, true, Optional.of("unknown_ca"));
        assertThat(ask.textOf(site)).isEqualTo("known");
    }

    @Test
    void a_picture_in_the_clear_proves_no_trust() {
        String run = begin(Asked.get("/check"));

        assertThat(Asked.get("/check/" + run + "/trusted.svg").of(site).status())
                .isEqualTo(404);
        assertThat(state(Check.TRUSTED)).isEqualTo(State.FAILED);
    }

    @Test
    void a_page_opened_directly_shows_that_the_proxy_is_not_set() {
        begin(Asked.get("/check").directly());

        assertThat(state(Check.REACHED)).isEqualTo(State.FAILED);
        assertThat(result(Check.REACHED).next()).isPresent();
        assertThat(state(Check.TRUSTED)).isEqualTo(State.PENDING);
    }

    @Test
    void names_asked_elsewhere_are_found_out_and_what_cannot_be_told_is_not() {
        String run = begin(Asked.get("/check"));
        assertThat(state(Check.NAMES)).isEqualTo(State.FAILED);
        Asked.get("/check/" + run + "/name.svg").of(run + ".mingcha.test").of(site);
        assertThat(state(Check.NAMES)).isEqualTo(State.UNKNOWN);

        open(false);
        begin(Asked.get("/check"));
        assertThat(state(Check.NAMES)).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_clock_that_is_off_by_more_than_can_be_a_mistake_fails() {
        String run = begin(Asked.get("/check"));
        Asked.get("/check/" + run + "/clock?ahead=61000&within=2000").by("POST").of(site);
        assertThat(state(Check.CLOCK)).isEqualTo(State.PASSED);
        Asked.get("/check/" + run + "/clock?ahead=7200000&within=50").by("POST").of(site);
        assertThat(state(Check.CLOCK)).isEqualTo(State.FAILED);
        assertThat(result(Check.CLOCK).seen().en()).startsWith("2.0 h ahead");
    }

    @Test
    void a_time_that_was_typed_is_compared_the_nearer_way_round_the_clock() {
        String run = begin(Asked.get("/check"));
        SiteResponse typed =
                Asked.get("/check/" + run + "/clock?time=12:00:20&lang=en").of(site);
        assertThat(typed.headers()).containsEntry("Location", "/check/" + run + "?lang=en");
        assertThat(result(Check.CLOCK).seen().en()).isEqualTo("20.0 s ahead (known within 60.0 s)");
        Asked.get("/check/" + run + "/clock?time=11:00").of(site);
        assertThat(state(Check.CLOCK)).isEqualTo(State.FAILED);
        for (String rubbish :
                new String[] {"time=25:00", "ahead=x&within=1", "ahead=1", "time=", "ahead=1&within=-1"}) {
            Asked.get("/check/" + run + "/clock?" + rubbish).of(site);
            assertThat(result(Check.CLOCK).seen().en()).startsWith("60 min behind");
        }
    }

    @Test
    void who_does_not_know_the_check_changes_nothing() {
        begin(Asked.get("/check"));
        String other = "a".repeat(26);
        Asked.get("/check/" + other + "/trusted.svg").securely().of(site);
        Asked.get("/check/" + other + "/clock?ahead=0&within=1").of(site);
        site.asked(PHONE, other + ".mingcha.test");

        assertThat(state(Check.TRUSTED)).isEqualTo(State.FAILED);
        assertThat(state(Check.CLOCK)).isEqualTo(State.PENDING);
        assertThat(state(Check.NAMES)).isEqualTo(State.FAILED);
        assertThat(Asked.get("/check/" + other).of(site).headers()).containsEntry("Location", "/check");
        assertThat(Asked.get("/check/x%0d%0aSet-Cookie:%20a/clock?time=1")
                        .of(site)
                        .headers()
                        .get("Location"))
                .isEqualTo("/check/");
    }

    @Test
    void the_session_itself_tells_too() {
        checks.recorded(flow("https", 443, Outcome.COMPLETE));
        assertThat(state(Check.REACHED)).isEqualTo(State.PASSED);
        assertThat(state(Check.CLOCK)).isEqualTo(State.PENDING);
        checks.recorded(flow("udp", 443, Outcome.blocked("quic_refused", "")));
        assertThat(state(Check.HTTP3)).isEqualTo(State.PASSED);
        checks.recorded(flow("udp", 443, Outcome.unread("udp", "")));
        assertThat(state(Check.HTTP3)).isEqualTo(State.FAILED);
    }

    @Test
    void devices_are_kept_apart_and_not_for_ever() {
        for (int i = 0; i < 300; i++) {
            Asked.get("/check").from("10.0." + i / 200 + "." + i % 200).of(site);
        }
        assertThat(checks.reports()).hasSize(256);
        assertThat(checks.reports().get(0).address()).isEqualTo("10.0.0.44");
    }

    private static Flow flow(String scheme, int port, Outcome outcome) {
        return new Flow(
                0,
                0,
                scheme,
                "raw",
                PHONE,
                new Server("api.example", port, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(NOON),
                Optional.empty(),
                Optional.empty(),
                outcome);
    }
}

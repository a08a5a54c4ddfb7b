package io.mingcha.analyzer.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.campaign.Campaign.Answer;
import io.mingcha.analyzer.campaign.Campaign.Open;
import io.mingcha.analyzer.campaign.Campaign.Parties;
import io.mingcha.analyzer.campaign.Campaign.State;
import io.mingcha.analyzer.campaign.Campaign.Trade;
import io.mingcha.flows.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final Trade SHOP = new Trade(Optional.empty(), true);
    private static final String HOST = "https://log.tracker.example/";
    private static final Analysis REFUSED = analysis(new Exchanges()
            .observes("consent_accept", "personalization_off")
            .declares(List.of(), "email")
            .mark("consent_reject", 5)
            .post(20, HOST, "{\"phone\":\"15987310264\"}"));

    @Test
    void what_is_only_suspected_is_not_told_as_found() {
        assertThat(answer("1.3", SHOP, Set.of()).state()).isEqualTo(State.VIOLATION);
        Set<Finding.Verdict> verdicts = new java.util.HashSet<>();
        for (Answer a : answers(REFUSED, SHOP, Set.of(), Set.of())) {
            a.findings().forEach(f -> verdicts.add(f.verdict()));
            if (a.state() == State.SUSPECTED) {
                assertThat(a.findings()).noneMatch(f -> f.verdict() == Finding.Verdict.VIOLATION);
            }
        }
        assertThat(verdicts).contains(Finding.Verdict.VIOLATION);
    }

    @Test
    void the_problems_of_a_trade_are_not_another_trades() {
        assertThat(answer("6.2", SHOP, Set.of()).state()).isEqualTo(State.NOT_APPLICABLE);
        assertThat(answer("6.2", new Trade(Optional.of("health"), true), Set.of())
                        .state())
                .isEqualTo(State.NOT_APPLICABLE);
        assertThat(answer("6.2", new Trade(Optional.of("finance"), true), Set.of())
                        .state())
                .isNotEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void of_an_app_whose_trade_nobody_said_no_trade_is_found_guilty() {
        for (Answer answer : answers(REFUSED, new Trade(Optional.empty(), false), Set.of(), Set.of())) {
            assertThat(answer.state() == State.SECTOR_NOT_SAID)
                    .isEqualTo(!answer.problem().sectors().isEmpty());
        }
    }

    @Test
    void what_nobody_did_is_not_clean() {
        assertThat(answer("2.4", SHOP, Set.of()).unexercised())
                .contains(new Open("ADS-01", List.of("personalization_off")));
        assertThat(answer("2.4", SHOP, Set.of("personalization_off")).unexercised())
                .extracting(Open::rule)
                .doesNotContain("ADS-01");
    }

    @Test
    void a_recipient_of_whom_nobody_knows_what_it_is_for_leaves_the_problems_of_advertising_open() {
        List<Answer> known = answers(REFUSED, SHOP, Set.of(), Set.of());
        List<Answer> strange = answers(REFUSED, SHOP, Set.of(), Set.of("tracker.example"));

        assertThat(of(known, "2.2").perhaps()).isEmpty();
        assertThat(of(strange, "2.2").perhaps()).extracting(Finding::recipient).contains("tracker.example");
        assertThat(of(strange, "2.2").state()).isNotIn(State.NOTHING_FOUND, State.VIOLATION, State.SUSPECTED);
        assertThat(of(strange, "1.3").perhaps()).isEmpty();
    }

    private static Answer answer(String id, Trade trade, Set<String> happened) {
        return of(answers(REFUSED, trade, happened, Set.of()), id);
    }

    private static Answer of(List<Answer> answers, String id) {
        return answers.stream()
                .filter(a -> a.problem().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Answer> answers(Analysis analysis, Trade trade, Set<String> happened, Set<String> strangers) {
        Parties parties = new Parties(Map.of("tracker.example", List.of()), strangers);
        return TestConfiguration.SHIPPED
                .campaign()
                .answers(analysis.findings(), analysis.rules(), parties, trade, happened);
    }

    private static Analysis analysis(Exchanges exchanges) {
        return Analyzer.analyze(TestConfiguration.SHIPPED, exchanges.session(), exchanges.flows());
    }
}

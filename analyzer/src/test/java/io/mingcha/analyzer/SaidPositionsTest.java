package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position that a server said before the app sent it was measured by no device. */
class SaidPositionsTest {
    private static final String OWN = "https://api.shop.example/";
    private static final String SENT = "{\"lat\":30.65913,\"lng\":104.06021}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'stores':[{'name':'Chunxi Road','lat':30.65913,'lng':104.06021},{'name':'East','lat':30.66001,'lng':104.0811}]}",
                "{'home':{'location':{'latitude':'30.65913','longitude':'104.06021'}}}",
                "{'location':'104.06021,30.65913'}",
                "{'geometry':{'type':'Point','coordinates':[104.06021,30.65913]}}",
                "{'fence':{'y':30.659130,'x':104.060210,'radius':300}}",
                "{'order':{'from':{'lat':30.65913,'lng':104.06021},'to':{'lat':30.5728,'lng':103.9502}}}",
                "[{'d':[30.65913,104.06021]}]",
                "{'data':'{\\'lat\\':30.65913,\\'lng\\':104.06021}'}",
                "{'p':'30.65913|104.06021'}",
                "{'station':{'latitude':30.65913,'longitude':104.06021,'altitude':500.12345}}"
            })
    void what_the_server_itself_said_is_no_position_of_the_device(String answer) {
        assertThat(positions(new Exchanges()
                        .answering(1, OWN + "list", answer.replace('\'', '"'))
                        .post(2, OWN + "detail", SENT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // another place, one number of it, too coarse to be the same by anything but chance, a multiple, no
                // position
                "{'lat':30.65914,'lng':104.06021}",
                "{'lat':30.65913,'lng':104.06022}",
                "{'lat':30.65913}",
                "{'a':{'lat':30.65913},'b':{'lng':104.06021}}",
                "{'lat':30.659,'lng':104.060}",
                "{'lat':30.6591,'lng':104.0602}",
                "{'lat':30659130,'lng':104060210}",
                "{'text':'at 30.65913,104.06021 since noon'}",
                "{'path':'30.65913,104.06021;30.66,104.07;30.67,104.08;30.68,104.09;30.69,104.10;30.70,104.11;30.71,104.12'}",
                "{'a':1.23451,'b':2.23452,'c':3.23453,'d':4.23454,'e':5.23455,'f':6.23456,'g':7.23457,'lat':30.65913,'lng':104.06021}",
                "{}"
            })
    void what_it_did_not_say_is(String answer) {
        assertThat(positions(new Exchanges()
                        .answering(1, OWN + "list", answer.replace('\'', '"'))
                        .post(2, OWN + "detail", SENT)))
                .hasSize(1);
    }

    @Test
    void an_echo_of_what_the_app_sent_first_makes_it_nobodys_at_no_time() {
        assertThat(positions(new Exchanges()
                        .post(1, OWN + "where", SENT)
                        .answering(2, OWN + "me", SENT)
                        .post(3, OWN + "where", SENT)))
                .hasSize(2);
    }

    @Test
    void an_answer_that_comes_later_says_nothing_of_what_was_sent_before() {
        assertThat(positions(new Exchanges().post(1, OWN + "where", SENT).answering(2, OWN + "list", SENT)))
                .hasSize(1);
    }

    @Test
    void a_position_of_the_session_file_is_the_persons_whoever_said_it_first() {
        assertThat(positions(new Exchanges()
                        .known("precise_location", "30.65913,104.06021")
                        .answering(1, OWN + "me", SENT)
                        .post(2, OWN + "where", SENT)))
                .hasSize(1);
    }

    @Test
    void to_anybody_else_it_may_be_somebodys_home_and_is_suspected() {
        List<Exposure> told = positions(new Exchanges()
                .answering(1, OWN + "favourites", SENT)
                .post(2, "https://log.tracker.example/v1", SENT)
                .post(3, "https://geo.other.example/v1", "{\"lat\":30.61111,\"lng\":104.01111}"));

        assertThat(told).extracting(Exposure::recipient).containsExactly("tracker.example", "other.example");
        assertThat(told.get(0).confidence()).isLessThan(0.7);
        assertThat(told.get(1).confidence()).isGreaterThan(0.7);
    }

    @Test
    void all_servers_of_the_app_are_one() {
        assertThat(positions(new Exchanges()
                        .firstParty("shop.example", "shop-maps.example")
                        .answering(1, OWN + "list", SENT)
                        .post(2, "https://m.shop-maps.example/near", SENT)))
                .isEmpty();
    }

    @Test
    void whoever_looks_at_the_exchange_is_told_why() {
        Exchanges sent = new Exchanges().answering(1, OWN + "list", SENT).post(2, OWN + "detail", SENT);
        Analyzer analyzer = new Analyzer(TestConfiguration.SHIPPED, sent.session());
        Inspection alone = analyzer.inspect(sent.flows().get(1));

        assertThat(analyzer.mayBeTaught(sent.flows().get(1), alone, Optional.empty()))
                .isTrue();
        Inspection whole = alone.with(Analyzer.inSession(
                TestConfiguration.SHIPPED,
                sent.session(),
                taking -> sent.flows().forEach(taking),
                1));
        assertThat(alone.exposures()).hasSize(1);
        assertThat(whole.exposures()).isEmpty();
        assertThat(whole.opened(Direction.REQUEST).orElseThrow().dropped())
                .extracting(Dropped::why)
                .contains(Dropped.Why.SAID_BY_SERVER);
    }

    private static List<Exposure> positions(Exchanges sent) {
        return sent.analyze().exposures().stream()
                .filter(e -> e.direction() == Direction.REQUEST && e.dataType().equals("precise_location"))
                .toList();
    }
}

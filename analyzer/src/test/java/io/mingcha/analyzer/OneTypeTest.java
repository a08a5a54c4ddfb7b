package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A value that a session shows as several types has one in its report. */
class OneTypeTest {
    private static final String ID = "A84C1D7E-52F9-4B03-96AE-17C5D02F8B94";
    private static final String LOG = "https://log.collector.example/u";
    private static final String AS_DEVICE = "{\"device_unique_id\":\"" + ID + "\"}";

    private final Exchanges exchanges = new Exchanges();

    private List<String> types() {
        return exchanges.analyze().exposures().stream().map(Exposure::dataType).toList();
    }

    @Test
    void what_says_which_identifier_it_is_counts_for_what_says_only_that_it_is_a_devices() {
        exchanges.post(1, LOG, AS_DEVICE).post(2, "https://api.shop.example/x", "{\"idfv\":\"" + ID + "\"}");

        assertThat(types()).containsExactly("idfv", "idfv");
    }

    @Test
    void whichever_was_said_first() {
        exchanges
                .post(1, "https://api.shop.example/x", "{\"idfv\":\"" + ID + "\"}")
                .post(2, LOG, AS_DEVICE);

        assertThat(types()).containsExactly("idfv", "idfv");
    }

    @Test
    void of_two_general_types_the_one_counts_that_accuses_less() {
        exchanges
                .post(1, LOG, AS_DEVICE)
                .get(2, LOG, new Header("Cookie", "ajs_anonymous_id=" + ID.toLowerCase(java.util.Locale.ROOT)));

        assertThat(types()).containsExactly("visitor_id", "visitor_id");
    }

    @Test
    void the_summary_of_a_recipient_and_the_digest_of_the_value_follow() {
        exchanges.post(1, LOG, AS_DEVICE).post(2, "https://api.shop.example/x", "{\"idfv\":\"" + ID + "\"}");

        Analysis analysis = exchanges.analyze();
        assertThat(analysis.exposures().stream().map(Exposure::digest).distinct())
                .hasSize(1);
        assertThat(analysis.recipients())
                .flatExtracting(Analysis.Contacted::dataTypes)
                .containsOnly("idfv");
    }

    @Test
    void whoever_looks_at_one_exchange_is_told_the_type_of_the_report() {
        exchanges.post(1, LOG, AS_DEVICE).post(2, "https://api.shop.example/x", "{\"idfv\":\"" + ID + "\"}");
        Analyzer analyzer = new Analyzer(TestConfiguration.SHIPPED, exchanges.session());
        Inspection alone = analyzer.inspect(exchanges.flows().get(0));

        assertThat(alone.exposures()).extracting(Exposure::dataType).containsExactly("device_fingerprint");
        assertThat(analyzer.mayBeTaught(exchanges.flows().get(0), alone, Optional.empty()))
                .isTrue();
        Inspection whole = alone.with(Analyzer.inSession(
                TestConfiguration.SHIPPED,
                exchanges.session(),
                taking -> exchanges.flows().forEach(taking),
                0));
        assertThat(whole.exposures()).extracting(Exposure::dataType).containsExactly("idfv");
        assertThat(whole.opened(Direction.REQUEST).orElseThrow().dropped()).isEmpty();
        List<String> shown = new ArrayList<>();
        whole.opened(Direction.REQUEST)
                .orElseThrow()
                .decoded()
                .parts()
                .forEach(part -> part.walk(node -> whole.allAt(node).forEach(e -> shown.add(e.dataType()))));
        assertThat(shown).containsExactly("idfv");
    }

    @Test
    void of_two_identifiers_nobody_can_tell_which_it_is() {
        exchanges
                .post(1, LOG, "{\"idfa\":\"" + ID + "\"}")
                .post(2, LOG, "{\"idfv\":\"" + ID + "\"}")
                .post(3, LOG, AS_DEVICE);

        assertThat(types()).containsExactly("idfa", "idfv", "device_fingerprint");
    }

    @Test
    void another_value_and_a_word_keep_theirs() {
        exchanges
                .post(1, LOG, "{\"device_unique_id\":\"0F1C1D7E-52F9-4B03-96AE-17C5D02F8B95\"}")
                .post(2, LOG, "{\"idfv\":\"" + ID + "\"}");

        assertThat(types()).containsExactly("device_fingerprint", "idfv");
    }

    @Test
    void a_number_that_is_the_persons_and_a_guardians_is_what_its_field_says() {
        exchanges.known("phone_number", "15987310264").known("guardian_phone", "15987310264");
        exchanges.post(1, LOG, "{\"parentPhone\":\"15987310264\"}").post(2, LOG, "{\"mobile\":\"15987310264\"}");

        assertThat(types()).containsExactly("guardian_phone", "phone_number");
    }

    @Test
    void where_the_field_says_neither_it_stays_both() {
        exchanges.known("phone_number", "15987310264").known("guardian_phone", "15987310264");
        exchanges.post(1, LOG, "{\"x\":\"15987310264\"}");

        assertThat(types()).containsExactlyInAnyOrder("guardian_phone", "phone_number");
    }

    @Test
    void what_is_only_suspected_gives_way_too() {
        for (int i = 0; i < 3; i++) {
            exchanges.post(i + 1, "https://api.shop.example/" + i, "{\"exampleGuid\":\"" + ID + "\"}");
        }
        assertThat(types()).containsOnly("device_fingerprint");

        exchanges.post(4, "https://ads.other.example/x", "{\"idfa\":\"" + ID + "\"}");

        assertThat(types()).hasSize(4).containsOnly("idfa");
    }

    @Test
    void so_does_what_only_stands_beside_a_system() {
        exchanges.post(1, LOG, "{\"device_id\":\"" + ID + "\",\"os_version\":\"17.2\"}");
        assertThat(types()).containsExactly("device_fingerprint");

        exchanges.post(2, "https://ads.other.example/x", "{\"idfa\":\"" + ID + "\"}");

        assertThat(types()).containsExactly("idfa", "idfa");
    }
}

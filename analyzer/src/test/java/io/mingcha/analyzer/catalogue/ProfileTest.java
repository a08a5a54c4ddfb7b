package io.mingcha.analyzer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.Party;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final Circumstances ORDINARY =
            new Circumstances(1, Party.FIRST, List.of(), OptionalInt.empty(), Optional.of(""));

    @ParameterizedTest
    @CsvSource({
        "transport, contacts, 4, FIRST, '', , false",
        "transport, contacts, 5, FIRST, '', , true",
        "education, precise_location, 1, FIRST, '', , false",
        "education, precise_location, 1, FIRST, '', 17, true",
        "education, precise_location, 1, FIRST, '', 18, false",
        "education, profile_tags, 1, THIRD, analytics, , false",
        "education, profile_tags, 1, THIRD, advertising, , true",
        "health, diagnosis, 1, FIRST, analytics, , false",
        "health, diagnosis, 1, THIRD, analytics, , true",
        "health, diagnosis, 1, THIRD, payment, , false",
        "finance, fingerprint_bio, 1, THIRD, payment, , false",
        "finance, fingerprint_bio, 1, THIRD, credit_scoring, , true",
        "finance, face_image, 1, THIRD, '', , false",
        "parking, phone_number, 1, FIRST, '', , false",
        "parking, face_image, 1, FIRST, '', , true"
    })
    void what_a_sector_must_not_have_may_depend_on_the_circumstances(
            String sector, String type, int count, Party party, String purpose, Integer age, boolean prohibited) {
        Circumstances seen = new Circumstances(
                count,
                party,
                purpose.isEmpty() ? List.of() : List.of(purpose),
                age == null ? OptionalInt.empty() : OptionalInt.of(age),
                Optional.of(""));

        assertThat(of(Optional.empty(), Optional.of(sector)).need(type, seen).prohibited())
                .isEqualTo(prohibited);
    }

    @Test
    void a_scene_allows_what_the_service_does_not_need_otherwise() {
        Profile finance = of(Optional.of("C12"), Optional.empty());
        Circumstances atBranches =
                new Circumstances(1, Party.FIRST, List.of(), OptionalInt.empty(), Optional.of("branch_finder"));

        assertThat(finance.need("precise_location", ORDINARY).inScene()).isFalse();
        assertThat(finance.need("precise_location", atBranches).inScene()).isTrue();
        assertThat(finance.need("precise_location", atBranches).necessary()).isFalse();
    }

    @Test
    void where_nobody_says_the_scene_it_may_be_any() {
        Profile finance = of(Optional.of("C12"), Optional.empty());
        Circumstances anywhere = new Circumstances(1, Party.FIRST, List.of(), OptionalInt.empty(), Optional.empty());

        assertThat(finance.need("precise_location", anywhere).inScene()).isTrue();
        assertThat(finance.need("call_log", anywhere).inScene()).isFalse();
        assertThat(finance.need("contacts", anywhere).inScene()).isTrue();
        Circumstances whole = new Circumstances(500, Party.FIRST, List.of(), OptionalInt.empty(), Optional.empty());
        assertThat(finance.need("contacts", whole).inScene()).isFalse();
    }

    @Test
    void what_a_scene_is_made_of_it_is_made_of_in_any_app() {
        Profile news = of(Optional.of("C30"), Optional.empty());

        assertThat(news.need("precise_location", in("nearby_search")).ofFunction())
                .isTrue();
        assertThat(news.need("audio_media", in("voice_input")).ofFunction()).isTrue();
        assertThat(news.need("precise_location", in("nearby_search")).necessary())
                .isFalse();
        assertThat(news.need("precise_location", in("nearby_search")).inScene()).isFalse();
        assertThat(news.need("contacts", in("nearby_search")).ofFunction()).isFalse();
        assertThat(news.need("movement_track", in("nearby_search")).ofFunction())
                .isFalse();
        assertThat(news.need("precise_location", in("reading")).ofFunction()).isFalse();
        assertThat(news.need("precise_location", in("")).ofFunction()).isFalse();
        assertThat(of(Optional.of("C12"), Optional.of("finance"))
                        .need("precise_location", in("store_finder"))
                        .ofFunction())
                .isTrue();
    }

    private static Circumstances in(String scene) {
        return new Circumstances(1, Party.FIRST, List.of(), OptionalInt.empty(), Optional.of(scene));
    }

    @Test
    void who_needs_a_document_may_take_another_and_who_needs_a_place_a_coarser_one() {
        assertThat(of(Optional.of("C05"), Optional.empty())
                        .need("foreigner_pr", ORDINARY)
                        .necessary())
                .isTrue();
        assertThat(of(Optional.of("C02"), Optional.empty())
                        .need("coarse_location", ORDINARY)
                        .necessary())
                .isTrue();
        assertThat(of(Optional.of("C06"), Optional.empty())
                        .need("coarse_location", ORDINARY)
                        .necessary())
                .isFalse();
    }

    @Test
    void a_category_adds_to_its_sector() {
        Profile bank = of(Optional.of("C24"), Optional.empty());

        assertThat(bank.need("id_photo", ORDINARY).necessary()).isTrue();
        assertThat(bank.need("imei", ORDINARY).unnecessary()).isTrue();
        assertThat(of(Optional.empty(), Optional.empty()).need("imei", ORDINARY))
                .isEqualTo(new Need(false, false, false, false, false));
    }

    private static Profile of(Optional<String> category, Optional<String> sector) {
        return TestConfiguration.SHIPPED.catalogue().categories().profile(category, sector);
    }
}

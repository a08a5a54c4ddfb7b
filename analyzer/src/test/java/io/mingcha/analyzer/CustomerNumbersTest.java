package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a business numbers its customers: beside whose it is, or if it never changes. */
class CustomerNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'customerNumber':'C-5172-8830','email':'lena.brandt@pinewood.co'}",
                "{'memberNo':'6048127735','birthDate':'1988-04-17'}",
                "{'kundennummer':'48127735','plz':'80331'}",
                "{'客户号':'1200481277','手机号':'13262976768'}",
                "{'membership_number':'77120483','pin':'4821'}"
            })
    void one_is_told_beside_whose_it_is(String body) {
        assertThat(typesIn(body)).contains("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'customerNumber':'C-5172-8830'}",
                "{'customerNumber':'12','email':'lena.brandt@pinewood.co'}",
                "{'orderNumber':'C-5172-8830','email':'lena.brandt@pinewood.co'}",
                "{'memberCount':'6048127735','birthDate':'1988-04-17'}",
                "{'customerNumber':'20261127','email':'lena.brandt@pinewood.co'}",
                "{'memberNo':'2026-11-27','pin':'4821'}",
                "{'memberNo':'com.hollow.app4821','pin':'4821'}"
            })
    void others_and_what_stands_alone_are_none(String body) {
        assertThat(typesIn(body)).doesNotContain("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customerNumber", "memberNo", "kundennummer"})
    void what_never_changes_is_who_is_at_hand(String name) {
        Exchanges exchanges = new Exchanges();
        for (int i = 0; i < 3; i++) {
            exchanges.get(i, "https://api.shop.example/" + i + "?" + name + "=48127735");
        }

        assertThat(exchanges.analyze().exposures())
                .hasSize(3)
                .allMatch(e -> e.dataType().equals("user_id_app"));
    }
}

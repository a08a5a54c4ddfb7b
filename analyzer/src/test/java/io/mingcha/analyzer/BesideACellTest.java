package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cell that a telephone is in may stand among all else that an app says of it. */
class BesideACellTest {
    @Test
    void what_stands_beside_it_is_told_too() {
        assertThat(
                        typesIn(
                                "{'MCC':'460','MNC':'00','LAC':'6338','CID':'27263245','imei':'868715023901386','imsi':'460003893990756','iccid':'89860089271478990756'}"))
                .contains("cell_id", "imei", "imsi", "iccid");
    }

    @Test
    void and_the_cell_once() {
        assertThat(typesIn("{'mcc':'460','mnc':'00','lac':'6338','cid':'27263245'}"))
                .containsExactly("cell_id");
    }

    @Test
    void without_its_country_beside_its_area_alone() {
        assertThat(typesIn("{'isp':'26201','cid':'26045953','lac':'20410'}")).contains("cell_id");
        assertThat(typesIn("{'phone':'13798812240','cid':'26045','channel':'7'}"))
                .doesNotContain("cell_id");
        assertThat(typesIn("{'cid':'105301','locLac':'4219','imei':'868715023901386'}"))
                .doesNotContain("cell_id");
    }

    @Test
    void a_serial_number_beside_what_only_a_telephone_has() {
        assertThat(typesIn("{'imei':'868715023901386','sn':'TW8A22K1190'}")).contains("serial_number");
        assertThat(typesIn("{'meter':{'sn':'TW8A22K1190','mac':'c0:26:da:11:8e:02'}}"))
                .doesNotContain("serial_number");
    }

    @Test
    void rows_of_a_list_are_told_together() {
        assertThat(typesIn("{'contacts':[{'name':'顾大海','phone':'13798812240'},{'name':'周启明','phone':'13622107745'},"
                        + "{'name':'顾晓岚','phone':'13262976768'}]}"))
                .containsExactly("contacts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cell':'460-00-6338-27263245'}",
                "{'base_station':'460,1,6338,27263245'}",
                "{'cellInfo':'460_11_20410_26045953_-75'}"
            })
    void the_whole_cell_in_one(String body) {
        assertThat(typesIn(body)).contains("cell_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cell':'13-07-6338-27263245'}",
                "{'cell':'460-00-0-0'}",
                "{'cell':'460-00'}",
                "{'cell':'460-77-6338-27263245'}",
                "{'cell':'460006338'}",
                "{'order':'460-00-6338-27263245'}",
                "{'sku':'460-01-2204-118812'}",
                "{'cell':'B4'}",
                "{'cells':[1,2,3]}",
                "{'cell':'460-00-6338-'}",
                "{'lbs':'on'}",
                "{'phone':'460-555-0142-11'}"
            })
    void what_only_looks_like_one(String body) {
        assertThat(typesIn(body)).doesNotContain("cell_id");
    }
}

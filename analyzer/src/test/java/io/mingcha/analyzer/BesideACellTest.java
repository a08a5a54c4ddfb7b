package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    void rows_of_a_list_are_told_together() {
        assertThat(typesIn("{'contacts':[{'name':'顾大海','phone':'13798812240'},{'name':'周启明','phone':'13622107745'},"
                        + "{'name':'顾晓岚','phone':'13262976768'}]}"))
                .containsExactly("contacts");
    }
}

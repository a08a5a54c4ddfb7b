package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A MAC that a server said first is that of the lamp, the car or the camera that the app asks about, not the telephone's. */
class AnsweredThingsTest {
    private static final String OWN = "https://api.home.example/";
    private static final String SENT = "{\"mac\":\"3c:71:bf:bd:04:1a\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'appliances':[{'macAddress':'3c-71-bf-bd-04-1a','applianceTypeName':'WM'}]}",
                "{'data':{'device_list':[{'mac':'3C71BFBD041A','product_model':'CAKP2'}]}}",
                "{'devices':[{'id':'731108','mac':'3c71bfbd041a','deviceType':'SCOOPER'}]}",
                "{'lamps':{'3c:71:bf:bd:04:1a':{'on':true},'x':'3c:71:bf:bd:04:1a'}}",
                "[['3c:71:bf:bd:04:1a','hall']]",
                "{'result':{'camera':{'wifi_mac':'3C:71:BF:BD:04:1A'}}}",
                "{'scale':{'address':'3c:71:bf:bd:04:1a'}}",
                "{'data':'{\\'mac\\':\\'3c:71:bf:bd:04:1a\\'}'}",
                "{'watch':{'bt':'3C-71-BF-BD-04-1A'},'battery':80}",
                "{'router':{'lan':{'mac':'3c:71:bf:bd:04:1a'},'model':'AX3'}}"
            })
    void what_a_server_said_first_is_a_thing_s(String answer) {
        assertThat(macs(new Exchanges()
                        .answering(1, OWN + "list", answer.replace('\'', '"'))
                        .post(2, OWN + "state", SENT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'devices':[{'mac':'3c:71:bf:bd:04:1b'}]}",
                "{'devices':[]}",
                "{'text':'your address is 3c:71:bf:bd:04:1a now'}",
                "{'mac':'3c:71:bf:bd:04'}",
                "{'mac':'71:bf:bd:04:1a:3c'}",
                "{'oui':'3c:71:bf'}",
                "{}",
                "{'mac':''}",
                "{'mac':'3c:71:bf:**:**:1a'}",
                "{'code':0,'id':66453509145626}"
            })
    void what_it_did_not_say_is_the_telephone_s(String answer) {
        assertThat(macs(new Exchanges()
                        .answering(1, OWN + "list", answer.replace('\'', '"'))
                        .post(2, OWN + "state", SENT)))
                .hasSize(1);
    }

    @Test
    void an_echo_of_what_the_app_sent_first_takes_nothing_back() {
        assertThat(macs(new Exchanges()
                        .post(1, OWN + "state", SENT)
                        .answering(2, OWN + "list", SENT)
                        .post(3, OWN + "state", SENT)))
                .hasSize(2);
        assertThat(macs(new Exchanges().posting(1, OWN + "state", SENT, SENT).post(2, OWN + "state", SENT)))
                .hasSize(2);
    }

    @Test
    void that_of_the_session_file_is_the_telephone_s_whoever_said_it_first() {
        assertThat(macs(new Exchanges()
                        .known("mac", "3c:71:bf:bd:04:1a")
                        .answering(1, OWN + "list", SENT)
                        .post(2, OWN + "state", SENT)))
                .hasSize(1);
    }

    @Test
    void a_number_that_only_telephones_have_is_theirs_all_the_same() {
        String imei = "{\"imei\":\"868715023901386\"}";
        assertThat(new Exchanges()
                        .answering(1, OWN + "list", imei)
                        .post(2, OWN + "state", imei)
                        .analyze()
                        .exposures())
                .extracting(Exposure::dataType)
                .contains("imei");
    }

    private static List<Exposure> macs(Exchanges exchanges) {
        return exchanges.analyze().exposures().stream()
                .filter(e -> e.direction() == Direction.REQUEST && e.dataType().equals("mac"))
                .toList();
    }
}

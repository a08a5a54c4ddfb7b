package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What forms let choose from, what registers say of companies and lists of the famous, and what appliances say of themselves. */
class ChoicesAndRegistersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'marriage':['已婚','未婚']}",
                "{'gender':['男','女']}",
                "{'company_name':'小米科技有限责任公司','legal_person':'雷军'}",
                "{'company_name':'小米科技有限责任公司','reg_capital':'185000万'}",
                "{'movies':[{'title':'流浪地球','director':'郭帆','birthday':'1974-04-03'}]}",
                "{'players':[{'number':10,'birthday':'1980-08-20'},{'number':11,'birthday':'1991-06-07'}]}",
                "{'schools':[{'school_name':'上海中学'}]}",
                "{'lots':[{'lot_name':'地下停车场','tel':'021-63721234'}]}",
                "{'device':'lamp','mac':'24:0A:C4:12:34:56','switch':1,'brightness':80}",
                "{'mac':'A4:CF:12:45:67:89','relay':1,'product_key':'a1B2c3'}",
                "{'container_id':'5f7d8c9b','mac':'02:42:ac:11:00:02'}",
                "{'tel':'+1-800-555-0199'}",
                "{'phone':'+18885550143'}",
                "{'author_email':'ci-bot@build.dev'}"
            })
    void are_nobodys(String body) {
        assertThat(types(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'marriage':'已婚','name':'林若溪','phone':'13712345670'}",
                "{'movies':[{'title':'流浪地球'}],'user':{'birthday':'1974-04-03'}}",
                "{'birthday':'1974-04-03','phone':'13712345670'}",
                "{'players':[{'user':{'birthday':'1980-08-20'}}]}",
                "{'mac':'A4:CF:12:45:67:89','model':'PJF110'}",
                "{'phone':'+12025550143'}",
                "{'company_name':'小米科技有限责任公司','name':'林若溪','phone':'13712345670'}"
            })
    void what_is_said_of_a_person_counts(String body) {
        assertThat(types(body)).isNotEmpty();
    }

    private static List<String> types(String body) {
        return new Exchanges()
                .post(1, "https://x.example/u", body.replace('\'', '"')).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }
}

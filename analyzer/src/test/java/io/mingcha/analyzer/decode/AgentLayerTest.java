package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Exchanges;
import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentLayerTest {
    private static final String AGENT = "android;11.2.3;10;network/wifi;model/Mi 10;addressid/0;aid/7d30c9e1a4b8f265;"
            + "oaid/c41d8e2f7a6b5c3d;osVer/29;appBuild/1436;psq/5;Mozilla/5.0 (Linux; Android 10; Mi 10)";

    private static List<Exposure> sent(String agent, String type, String known) {
        return new Exchanges()
                .known(type, known)
                .post(1, "https://collect.example/v1", "{\"agent\":\"" + agent + "\"}")
                .analyze()
                .exposures();
    }

    @Test
    void names_and_values_of_an_agent_are_told_apart() {
        List<Exposure> found = sent(AGENT, "email", "k.gu@acme-mail.de");

        assertThat(found).extracting(Exposure::dataType).containsExactlyInAnyOrder("android_id", "oaid");
        assertThat(found).extracting(Exposure::value).contains("c41d8e2f7a6b5c3d");
        assertThat(found).allMatch(e -> e.path().contains("▸ agent:"));
    }

    @Test
    void what_has_no_name_is_searched_for_known_values_too() {
        assertThat(sent(
                        AGENT.replace("11.2.3", "8a1f7c3e2b9d4f60a5c8e7d1b3f29064"),
                        "caid",
                        "8a1f7c3e2b9d4f60a5c8e7d1b3f29064"))
                .extracting(Exposure::dataType)
                .contains("caid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 10; Mi 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 oaid/c41d8e2f7a6b5c3d",
                "text/html;text/plain;text/css;text/xml;text/csv;text/calendar;oaid/c41d8e2f7a6b5c3d",
                "one;two;three;four;five;six;seven;a/1;b/2;c/3;d/4;e/5;oaid/c41d8e2f7a6b5c3d",
            })
    void what_browsers_say_kinds_of_media_and_lists_are_none(String agent) {
        assertThat(sent(agent, "email", "k.gu@acme-mail.de")).isEmpty();
    }
}

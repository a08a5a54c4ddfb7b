package io.mingcha.sessions.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelPromptTest {
    private final Recogniser recogniser = new Recogniser(Shipped.texts());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "连接请求 | “WireGuard”想要设置一个 VPN 连接，以便监控网络流量。请只在您信任该来源的情况下才接受此请求。 | 确定 | 取消",
                "Connection request | WireGuard wants to set up a VPN connection that allows it to monitor network traffic. Only accept if you trust the source. | OK | Cancel",
                "网络连接请求 | 是否允许“WireGuard”建立 VPN 连接？ | 允许 | 拒绝",
            })
    void the_system_s_question_about_a_vpn_is_told_with_its_answers(
            String title, String message, String allow, String deny) {
        Draw draw = Draw.of("com.android.vpndialogs");
        Node no = draw.button(deny);
        Node yes = draw.button(allow);
        Sight sight = recogniser.read(Draw.screen(draw.group(draw.text(title), draw.text(message), no, yes)));

        assertThat(sight.tunnel())
                .hasValueSatisfying(t -> assertThat(t.message()).contains("vpn"));
        assertThat(sight.find(Role.DENY)).contains(no);
        assertThat(sight.find(Role.ALLOW)).contains(yes);
        assertThat(sight.permission()).as("a permission of nobody under test").isEmpty();
    }

    @Test
    void an_app_s_own_words_about_a_vpn_are_none() {
        Draw draw = Draw.of("com.example.vpn");
        Sight sight = recogniser.read(Draw.screen(
                draw.group(draw.text("Set up a VPN connection?"), draw.button("Cancel"), draw.button("OK"))));

        assertThat(sight.tunnel()).isEmpty();
    }

    @Test
    void what_the_same_app_shows_without_a_choice_asks_nothing() {
        Draw draw = Draw.of("com.android.vpndialogs");
        Sight sight = recogniser.read(
                Draw.screen(draw.group(draw.text("VPN 已激活"), draw.text("会话：WireGuard"), draw.button("断开连接"))));

        assertThat(sight.tunnel()).isEmpty();
    }
}

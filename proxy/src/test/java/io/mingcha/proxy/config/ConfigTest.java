package io.mingcha.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void a_pattern_covers_a_host_all_below_a_name_or_all() {
        assertThat(new HostPattern("*.Example").matches("a.b.example")).isTrue();
        assertThat(new HostPattern("*.example").matches("example")).isFalse();
        assertThat(new HostPattern("*.example").matches("badexample")).isFalse();
        assertThat(new HostPattern("api.example").matches("api.example")).isTrue();
        assertThat(new HostPattern("*").matches("anything")).isTrue();
        assertThat(new HostPattern("fd00::1").matches("fd00::1")).isTrue();
        assertThat(new HostPattern("_sdk.a-b.example").matches("_sdk.a-b.example"))
                .isTrue();
        for (String bad : List.of(
                "", "a*.example", "*example", "x.*", "http://a.example", "a.example/", "a.example:443", "a b", "u@a")) {
            assertThatThrownBy(() -> new HostPattern(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_range_contains_what_shares_its_prefix() throws Exception {
        assertThat(AddressRange.parse("192.168.1.0/25").contains(InetAddress.getByName("192.168.1.127")))
                .isTrue();
        assertThat(AddressRange.parse("192.168.1.0/25").contains(InetAddress.getByName("192.168.1.128")))
                .isFalse();
        assertThat(AddressRange.parse("10.0.0.7").contains(InetAddress.getByName("10.0.0.7")))
                .isTrue();
        assertThat(AddressRange.parse("fd00::/8").contains(InetAddress.getByName("fd12::1")))
                .isTrue();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("::1")))
                .isFalse();
        for (String bad : List.of("10.0.0.0/33", "host", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> AddressRange.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_override_names_an_address_and_perhaps_a_port() throws Exception {
        assertThat(ResolveOverride.parse("*.example=127.0.0.1:8443"))
                .isEqualTo(new ResolveOverride(
                        new HostPattern("*.example"), InetAddress.getByName("127.0.0.1"), OptionalInt.of(8443)));
        assertThat(ResolveOverride.parse("a.example=[::1]:80").port()).hasValue(80);
        assertThat(ResolveOverride.parse("a.example=::1").address()).isEqualTo(InetAddress.getByName("::1"));
        for (String bad :
                List.of("a.example", "=127.0.0.1", "a=host", "a=127.0.0.1:0", "a=127.0.0.1:x", "a=[::1", "a=")) {
            assertThatThrownBy(() -> ResolveOverride.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void credentials_match_only_themselves_and_do_not_show() {
        Credentials credentials = Credentials.parse("phone:pa:ss");
        assertThat(credentials.accepts("Basic cGhvbmU6cGE6c3M=")).isTrue();
        assertThat(credentials.accepts("Basic cGhvbmU6cGE6c3N=")).isFalse();
        assertThat(credentials.accepts("Bearer x")).isFalse();
        assertThat(credentials.toString()).doesNotContain("pa:ss");
        assertThatThrownBy(() -> Credentials.parse(":x")).isInstanceOf(IllegalArgumentException.class);
    }
}

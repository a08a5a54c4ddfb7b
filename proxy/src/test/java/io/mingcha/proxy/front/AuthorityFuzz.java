package io.mingcha.proxy.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.proxy.tls.HostNames;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

class AuthorityFuzz {
    private static final Pattern HOST = Pattern.compile("[a-z0-9_.-]{1,253}|[0-9a-f:.]{2,45}");
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?:.*@)?(?:\\[[^\\[\\]]*\\]|[^\\[\\]:@]*)(?::[0-9]{0,5})?|[0-9a-fA-F:.]*", Pattern.DOTALL);

    @FuzzTest
    void an_authority_is_a_host_and_a_port_and_nothing_else(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        Authority.parse(text, 443).ifPresent(authority -> {
            check(authority.host(), authority.port());
            assertThat(text).matches(WELL_FORMED);
            assertThat(Authority.parse(written(authority.host(), authority.port()), 80))
                    .contains(authority);
        });
    }

    @FuzzTest
    void an_absolute_target_says_the_same_when_it_is_put_together_again(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        Optional<AbsoluteTarget> target = AbsoluteTarget.parse(text);
        target.ifPresent(parsed -> {
            check(parsed.origin().host(), parsed.origin().port());
            assertThat(parsed.path()).startsWith("/");
            assertThat(text).endsWith(parsed.path().substring(1));
            String again = parsed.origin().scheme() + "://"
                    + written(parsed.origin().host(), parsed.origin().port()) + parsed.path();
            assertThat(AbsoluteTarget.parse(again)).isEqualTo(target);
        });
    }

    private static void check(String host, int port) {
        assertThat(host).matches(HOST);
        assertThat(port).isBetween(1, 65_535);
        assertThat(HostNames.isAddress(host) || HostNames.normalise(host).equals(Optional.of(host)))
                .isTrue();
    }

    private static String written(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

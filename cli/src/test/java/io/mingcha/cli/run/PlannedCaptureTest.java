package io.mingcha.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.UpstreamVerification;
import io.mingcha.settings.Document;
import io.mingcha.settings.Language;
import io.mingcha.settings.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlannedCaptureTest {
    private static final Path FOLDER = Path.of("/lab/plans");
    private static final ProxyConfig BASE =
            ProxyConfig.listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private static PlannedCapture read(String yaml) {
        Problems problems = new Problems();
        PlannedCapture planned = PlannedCapture.read(Document.parse("plan.yaml", yaml, problems), FOLDER);
        problems.throwIfAny();
        return planned;
    }

    private static ProxyConfig under(ProxyConfig planned, String... options) {
        TrafficOptions traffic = CommandLine.populateCommand(new TrafficOptions(), options);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return traffic.read(new Context(nowhere, nowhere, Path.of("/work"), Language.EN, (self, args) -> 0))
                .apply(planned);
    }

    @Test
    void every_key_changes_what_it_names() {
        PlannedCapture planned = read("""
                way: socks
                pass_through: [bank.example]
                rules: [{block: [ads.example]}, {never: [pay.example]}]
                upstream_verify: mirror
                upstream_ca: lab.pem
                upstream_proxy: "*.corp.example=socks5://10.0.0.1:1080"
                name_server: 192.0.2.53
                resolve: ["api.example=192.0.2.7:8443"]
                keep_alt_svc: yes
                """);

        ProxyConfig config = planned.on(BASE);

        assertThat(config.passThrough()).containsExactly(new HostPattern("bank.example"));
        assertThat(planned.rules().list()).hasSize(2);
        assertThat(config.verification()).isEqualTo(UpstreamVerification.MIRROR);
        assertThat(config.upstreamAuthorities()).containsExactly(FOLDER.resolve("lab.pem"));
        assertThat(config.upstreamProxies()).singleElement().matches(p -> p.port() == 1080);
        assertThat(config.nameServers())
                .singleElement()
                .matches(a -> a.getPort() == 53 && a.getHostString().equals("192.0.2.53"));
        assertThat(config.overrides()).singleElement().matches(o -> o.port().orElse(0) == 8443);
        assertThat(config.keepAltSvc()).isTrue();
    }

    @Test
    void a_plan_that_says_nothing_changes_nothing() {
        assertThat(PlannedCapture.NONE.on(BASE)).isEqualTo(BASE);
        assertThat(read("way: proxy").on(BASE)).isEqualTo(BASE);
        assertThat(under(BASE)).isEqualTo(BASE);
    }

    @Test
    void options_of_the_command_come_first_and_leave_the_rest_to_the_plan() {
        ProxyConfig planned = read("""
                        pass_through: [a.example]
                        upstream_verify: ignore
                        resolve: ["x.example=192.0.2.1"]
                        name_server: 192.0.2.53
                        """).on(BASE);

        ProxyConfig over = under(
                planned,
                "--upstream-verify",
                "STRICT",
                "--pass-through",
                "b.example",
                "--resolve",
                "x.example=192.0.2.9");

        assertThat(over.verification()).isEqualTo(UpstreamVerification.STRICT);
        assertThat(over.passThrough()).containsExactly(new HostPattern("b.example"), new HostPattern("a.example"));
        assertThat(over.overrides().get(0).address().getHostAddress()).isEqualTo("192.0.2.9");
        assertThat(over.nameServers()).isEqualTo(planned.nameServers());
        assertThat(under(planned).verification()).isEqualTo(UpstreamVerification.IGNORE);
    }
}

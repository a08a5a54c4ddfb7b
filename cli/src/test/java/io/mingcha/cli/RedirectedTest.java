package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic that a firewall brings, of a phone that knows of no proxy: two network namespaces, nftables, curl. */
class RedirectedTest {
    private static final int PORT = 8081;

    @TempDir
    Path folder;

    private Desk desk;
    private Networks networks;
    private RunningCommand origin;
    private RunningCommand capture;

    @BeforeEach
    void begin() {
        assumeTrue(Networks.isPossible(), "network namespaces take root");
        desk = Desk.in(folder);
        networks = Networks.make();
        origin = Networks.process(List.of(Networks.with(
                networks.inGateway(),
                Command.java(),
                "-cp",
                Command.classPath(),
                OriginProcess.class.getName(),
                folder.toString(),
                "api.shop.example")));
        Matcher ports = origin.waitForLine("^tls (\\d+) plain (\\d+) udp");
        capture = desk.start(desk.command(
                        "capture",
                        "--listen",
                        "127.0.0.1:0",
                        "--redirected",
                        "[::]:" + PORT,
                        "--allow",
                        "10.77.0.0/24,fd77::/64,127.0.0.1",
                        "--upstream-ca",
                        desk.world().authorityFile().toString(),
                        "--resolve",
                        "192.0.2.10=127.0.0.1:" + ports.group(1),
                        "--resolve",
                        "2001:db8::10=127.0.0.1:" + ports.group(1),
                        "--resolve",
                        "192.0.2.20=127.0.0.1:" + ports.group(2))
                .wrapped(networks.inGateway()));
        capture.waitForLine("redirected traffic at");
    }

    @AfterEach
    void end() {
        if (networks != null) {
            origin.close();
            desk.close();
            networks.close();
        }
    }

    private String curl(String... args) {
        List<String> line = new ArrayList<>(List.of("curl", "-q", "-sS", "--max-time", "30"));
        line.addAll(List.of("--cacert", desk.authorityFile().toString()));
        line.addAll(List.of(args));
        try (RunningCommand running =
                Networks.process(List.of(Networks.with(networks.onPhone(), line.toArray(String[]::new))))) {
            assertThat(running.exitCode()).as(running.err()).isZero();
            return running.out();
        }
    }

    private void rules(String... rules) {
        networks.gateway("nft", "add", "table", "inet", "mingcha");
        for (String rule : rules) {
            networks.gateway(rule.split(" "));
        }
    }

    @Test
    void redirect_brings_both_address_families_and_plain_http() {
        rules(
                "nft add chain inet mingcha pre { type nat hook prerouting priority dstnat ; }",
                "nft add rule inet mingcha pre iifname phone0 tcp dport { 80, 443 } redirect to :" + PORT);

        assertThat(curl("--resolve", "api.shop.example:443:192.0.2.10", "https://api.shop.example/four"))
                .isEqualTo("well");
        assertThat(curl("--resolve", "api.shop.example:443:[2001:db8::10]", "https://api.shop.example/six"))
                .isEqualTo("well");
        assertThat(curl("--resolve", "www.shop.example:80:192.0.2.20", "http://www.shop.example/plain"))
                .isEqualTo("well");
        capture.waitForLine("GET    200 https://api\\.shop\\.example/four");
        capture.waitForLine("GET    200 https://api\\.shop\\.example/six");
        capture.waitForLine("GET    200 http://www\\.shop\\.example/plain");
    }

    @Test
    void the_proxys_own_pages_and_self_check_are_there_for_it_too() {
        rules(
                "nft add chain inet mingcha pre { type nat hook prerouting priority dstnat ; }",
                "nft add rule inet mingcha pre iifname phone0 tcp dport { 80, 443 } redirect to :" + PORT);
        String plain = "mingcha.test:80:" + Networks.GATEWAY;
        String secure = "mingcha.test:443:" + Networks.GATEWAY;
        String page = curl("--resolve", plain, "-H", "Accept-Language: en", "http://mingcha.test/check");
        Matcher run = Pattern.compile("data-run=\"(/check/[a-z2-7]+)\"").matcher(page);
        assertThat(run.find()).isTrue();
        assertThat(curl("--resolve", secure, "https://mingcha.test" + run.group(1) + "/trusted.svg"))
                .startsWith("<svg");
        assertThat(curl("--resolve", plain, "-H", "Accept-Language: en", "http://mingcha.test" + run.group(1)))
                .contains("class=\"passed\" data-check=\"reached\"", "class=\"passed\" data-check=\"trusted\"");
    }

    @Test
    void tproxy_brings_them_with_their_destination_unchanged() {
        networks.gateway("ip", "rule", "add", "fwmark", "1", "lookup", "100");
        networks.gateway("ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo", "table", "100");
        rules(
                "nft add chain inet mingcha pre { type filter hook prerouting priority mangle ; }",
                "nft add rule inet mingcha pre iifname phone0 meta nfproto ipv4 tcp dport { 80, 443 } tproxy ip to :"
                        + PORT + " meta mark set 1 accept");

        assertThat(curl("--resolve", "api.shop.example:443:192.0.2.10", "https://api.shop.example/through"))
                .isEqualTo("well");
        capture.waitForLine("GET    200 https://api\\.shop\\.example/through");
    }

    @Test
    void who_comes_to_the_port_without_being_redirected_is_let_go() {
        try (RunningCommand running = Networks.process(List.of(Networks.with(
                networks.onPhone(),
                "curl",
                "-q",
                "-sS",
                "--max-time",
                "20",
                "http://" + Networks.GATEWAY + ":" + PORT + "/")))) {
            assertThat(running.exitCode()).isIn(52, 56);
        }
    }
}

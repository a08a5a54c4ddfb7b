package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.cli.command.Exit;
import io.mingcha.flows.Owner;
import io.mingcha.flows.RunVerdict;
import io.mingcha.store.SessionStore;
import io.mingcha.store.StoredSession;
import io.mingcha.testkit.phone.AdbWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tunnel from a phone that knows of no proxy: WireGuard, nftables and curl in two network namespaces. */
class GatewayTest {
    private static final String APP = "com.example.shop";

    @TempDir
    Path folder;

    private final String link = "mcw" + ProcessHandle.current().pid() % 100_000;
    private final String phoneLink = "mcp" + ProcessHandle.current().pid() % 100_000;
    private Desk desk;
    private Networks networks;

    @BeforeEach
    void begin() {
        assumeTrue(Networks.isPossible(), "network namespaces take root");
        assumeTrue(Files.exists(Path.of("/dev/net/tun")), "a tunnel takes /dev/net/tun");
        desk = Desk.in(folder);
        networks = Networks.make();
    }

    @AfterEach
    void end() {
        if (networks != null) {
            networks.tries(networks.onPhone(), "ip", "link", "del", phoneLink);
            gateway("down");
            desk.close();
            networks.close();
        }
    }

    private Command.Result gateway(String... words) {
        return desk.command(Networks.with(new String[] {"gateway"}, words))
                .wrapped(networks.inGateway())
                .run();
    }

    private String java(String[] where, Class<?> type, String... args) {
        List<String> line = new ArrayList<>(List.of(Command.java(), "-cp", Command.classPath(), type.getName()));
        line.addAll(List.of(args));
        try (RunningCommand running = Networks.process(List.of(Networks.with(where, line.toArray(String[]::new))))) {
            assertThat(running.exitCode()).as(running.err()).isZero();
            return running.out();
        }
    }

    /** What wg-quick would do with the configuration, but for the rules that spare the tunnel's own packets. */
    private void connectPhone(Path configuration) throws IOException {
        List<String> lines = Files.readAllLines(configuration);
        String forTool = lines.stream()
                .filter(l -> !l.matches("(Address|DNS|MTU|IncludedApplications) = .*"))
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = Files.writeString(folder.resolve("phone.conf"), forTool);
        networks.phone("wireguard-go", phoneLink);
        networks.phone("wg", "setconf", phoneLink, file.toString());
        for (String address : value(lines, "Address").split(", ")) {
            networks.phone("ip", "addr", "add", address, "dev", phoneLink);
        }
        networks.phone("ip", "link", "set", phoneLink, "mtu", value(lines, "MTU"), "up");
        networks.phone("ip", "route", "replace", "default", "dev", phoneLink);
        networks.phone("ip", "-6", "route", "replace", "default", "dev", phoneLink);
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(l -> l.startsWith(key + " = "))
                .map(l -> l.substring(key.length() + 3))
                .findFirst()
                .orElseThrow();
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

    @Test
    void an_app_in_the_tunnel_is_read_by_name_and_nothing_of_the_gateway_stays() throws Exception {
        String before = networks.said(networks.inGateway(), "ip", "rule") + forwarding();
        assertThat(gateway("up", "--wireguard", "--endpoint", Networks.GATEWAY, "--interface", link)
                        .code())
                .isZero();
        assertThat(gateway("add", "pixel-shop", "--app", APP).code()).isZero();
        Path configuration = desk.file("data/gateway/clients/pixel-shop.conf");
        assertThat(configuration).content().contains("IncludedApplications = " + APP);
        try (RunningCommand origin = Networks.process(List.of(Networks.with(
                networks.inGateway(),
                Command.java(),
                "-cp",
                Command.classPath(),
                OriginProcess.class.getName(),
                folder.toString(),
                "api.shop.example")))) {
            Matcher ports = origin.waitForLine("^tls (\\d+) plain (\\d+) udp (\\d+)$");
            RunningCommand capture = capture(ports);
            connectPhone(configuration);

            assertThat(curl("--resolve", "api.shop.example:443:192.0.2.10", "https://api.shop.example/in"))
                    .isEqualTo("well");
            desk.write("large", "x".repeat(1 << 20));
            assertThat(curl(
                            "--resolve",
                            "api.shop.example:443:[2001:db8::10]",
                            "--data-binary",
                            "@" + desk.file("large"),
                            "https://api.shop.example/six"))
                    .isEqualTo("well");
            capture.waitForLine("GET    200 https://api\\.shop\\.example/in");
            capture.waitForLine("POST   200 https://api\\.shop\\.example/six .*↑1\\.0 M");

            assertThat(java(networks.onPhone(), DatagramProbe.class, "192.0.2.10", "443"))
                    .isEqualTo("refused");
            assertThat(java(networks.onPhone(), DatagramProbe.class, "192.0.2.30", "9999"))
                    .isEqualTo("anybody?");
            assertThat(java(networks.onPhone(), DatagramProbe.class, "2001:db8::10", "443"))
                    .isEqualTo("refused");
            assertThat(java(networks.onPhone(), DatagramProbe.class, "2001:db8::30", "9999"))
                    .isEqualTo("anybody?");
            assertThat(networks.asking("10.66.0.1", "mingcha.test")).contains("10.66.0.1");
            capture.waitForLine("dns://.*/mingcha\\.test");
            assertThat(networks.asking("fd66:66:0::1", "six.mingcha.test")).contains("fd66:66::1");
            capture.waitForLine("dns://.*/six\\.mingcha\\.test");

            for (String[] where : List.of(networks.onPhone(), networks.inGateway())) {
                assertThat(fragments(where)).isZero();
            }

            String session = capture.waitForLine("^Session (\\S+) ").group(1);
            desk.here("stop");
            capture.exitCode();
            assertThat(desk.here("coverage", session).out()).contains(" QUIC packets refused by the gateway");
            desk.here("export", session, "--out", "x.har");
            assertThat(desk.read("x.har")).contains(APP).contains("udp://192.0.2.30:9999", "udp://[2001:db8::30]:9999");
        }

        takenDownNothingStays(before);
    }

    @Test
    void a_plan_that_goes_through_the_tunnel_sets_no_proxy_and_knows_its_app_by_the_address() throws Exception {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        assertThat(gateway("up", "--wireguard", "--endpoint", Networks.GATEWAY, "--interface", link)
                        .code())
                .isZero();
        desk.write("plan.yaml", """
                app: {package: com.example.shop, first_party: [shop.example]}
                capture: {way: tunnel, resolve: ["192.0.2.20=127.0.0.1:1"]}
                steps: [launch, {idle: 1s}]
                """);
        String[] inGateway = networks.inGateway();
        String[] java = {Command.java(), "-cp", Command.classPath()};
        String folderOfAdb = folder.resolve("adb").toString();
        String[] asking = Networks.with(
                networks.onPhone(),
                "curl",
                "-q",
                "-sS",
                "--insecure",
                "--max-time",
                "30",
                "--resolve",
                "api.shop.example:443:192.0.2.10",
                "https://api.shop.example/in");
        String[] phone = Networks.with(
                Networks.with(new String[] {"env", "--default-signal=INT"}, java),
                Networks.with(new String[] {PhoneProcess.class.getName(), folderOfAdb, APP}, asking));
        String[] origin = Networks.with(java, OriginProcess.class.getName(), folder.toString(), "api.shop.example");
        try (RunningCommand servers = Networks.process(List.of(Networks.with(inGateway, origin)));
                RunningCommand phones = Networks.process(List.of(Networks.with(inGateway, phone)))) {
            String tls = servers.waitForLine("^tls (\\d+) ").group(1);
            Matcher adb = phones.waitForLine("^adb (\\d+) phone (\\S+)$");

            Command.Result unknown = tunnelled(adb, tls);
            assertThat(unknown.code()).as(unknown.all()).isEqualTo(Exit.WRONG_USE);
            assertThat(unknown.err()).contains("mingcha gateway add NAME --app " + APP, "plan.yaml:2:16");

            assertThat(gateway("add", "pixel-shop", "--app", APP).code()).isZero();
            connectPhone(desk.file("data/gateway/clients/pixel-shop.conf"));
            Command.Result result = tunnelled(adb, tls);

            assertThat(result.out()).as(result.all() + phones.err()).contains("carries a verdict");
            SessionStore store = SessionStore.at(folder.resolve("data"));
            try (StoredSession session = store.open(store.latest().orElseThrow())) {
                assertThat(session.session().spec().run().flatMap(RunVerdict::way))
                        .contains("tunnel");
                assertThat(session.flows())
                        .filteredOn(f -> f.server().host().equals("api.shop.example"))
                        .singleElement()
                        .satisfies(flow -> {
                            assertThat(flow.client().tag()).contains(APP);
                            assertThat(flow.client().owner().map(Owner::whose)).contains(Owner.Whose.APP);
                            assertThat(flow.client().owner().map(Owner::by)).contains("tag");
                        });
            }
            phones.interrupt();
            phones.exitCode();
        }
    }

    private Command.Result tunnelled(Matcher adb, String tls) {
        Command command = desk.command(
                        "run",
                        "plan.yaml",
                        "--device",
                        adb.group(2),
                        "--lang",
                        "en",
                        "--upstream-ca",
                        desk.world().authorityFile().toString(),
                        "--resolve",
                        "192.0.2.10=127.0.0.1:" + tls)
                .wrapped(networks.inGateway());
        AdbWorld.environment(folder.resolve("adb"), Integer.parseInt(adb.group(1)))
                .forEach(command::with);
        return command.run();
    }

    private void takenDownNothingStays(String before) {
        assertThat(gateway("down").code()).isZero();
        assertThat(networks.said(networks.inGateway(), "nft", "list", "ruleset"))
                .isEmpty();
        assertThat(networks.said(networks.inGateway(), "ip", "link")).doesNotContain(link);
        assertThat(networks.said(networks.inGateway(), "ip", "rule") + forwarding())
                .isEqualTo(before);
    }

    /** How many packets were cut in pieces there, of either family. */
    private long fragments(String[] where) {
        List<String> lines =
                networks.said(where, "cat", "/proc/net/snmp").lines().toList();
        List<String> names = List.of(lines.get(0).split(" "));
        String four = lines.get(1).split(" ")[names.indexOf("FragCreates")];
        String six = networks.said(where, "cat", "/proc/net/snmp6")
                .lines()
                .filter(line -> line.startsWith("Ip6FragCreates"))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElseThrow();
        return Long.parseLong(four) + Long.parseLong(six);
    }

    @Test
    void nothing_stays_when_the_capture_and_the_tunnel_were_killed() throws Exception {
        String before = networks.said(networks.inGateway(), "ip", "rule") + forwarding();
        assertThat(gateway("up", "--wireguard", "--endpoint", Networks.GATEWAY, "--interface", link)
                        .code())
                .isZero();
        RunningCommand capture = desk.start(
                desk.command("capture", "--listen", "127.0.0.1:0", "--gateway").wrapped(networks.inGateway()));
        capture.waitForLine("redirected traffic at");
        capture.kill();
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("wireguard-go " + link))
                .forEach(ProcessHandle::destroyForcibly);

        takenDownNothingStays(before);
    }

    @Timeout(180)
    @ParameterizedTest
    @ValueSource(strings = {"state.json", "link", "rules"})
    void nothing_stays_of_a_gateway_whose_setting_up_was_killed(String when) throws Exception {
        String before = networks.said(networks.inGateway(), "ip", "rule") + forwarding();
        RunningCommand setUp = desk.start(
                desk.command("gateway", "up", "--wireguard", "--endpoint", Networks.GATEWAY, "--interface", link)
                        .wrapped(networks.inGateway()));
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> reached(when));
        setUp.kill();

        takenDownNothingStays(before);
    }

    private boolean reached(String when) {
        return switch (when) {
            case "link" -> networks.said(networks.inGateway(), "ip", "link").contains(link);
            case "rules" ->
                !networks.said(networks.inGateway(), "nft", "list", "ruleset").isEmpty();
            default -> Files.exists(desk.file("data/gateway/" + when));
        };
    }

    private RunningCommand capture(Matcher ports) {
        RunningCommand capture = desk.start(desk.command(
                        "capture",
                        "--listen",
                        "127.0.0.1:0",
                        "--gateway",
                        "--upstream-ca",
                        desk.world().authorityFile().toString(),
                        "--resolve",
                        "192.0.2.10=127.0.0.1:" + ports.group(1),
                        "--resolve",
                        "2001:db8::10=127.0.0.1:" + ports.group(1),
                        "--resolve",
                        "192.0.2.30=127.0.0.1:" + ports.group(3),
                        "--resolve",
                        "2001:db8::30=127.0.0.1:" + ports.group(3))
                .wrapped(networks.inGateway()));
        capture.waitForLine("redirected traffic at");
        return capture;
    }

    private String forwarding() {
        return networks.said(networks.inGateway(), "cat", "/proc/sys/net/ipv4/ip_forward");
    }

    @Test
    void setting_up_twice_and_taking_down_twice_is_no_error() {
        for (int i = 0; i < 2; i++) {
            assertThat(gateway("up", "--wireguard", "--endpoint", Networks.GATEWAY, "--interface", link)
                            .code())
                    .isZero();
        }
        assertThat(networks.said(networks.inGateway(), "wg", "show", link)).contains("listening port: 51820");
        for (int i = 0; i < 2; i++) {
            assertThat(gateway("down").code()).isZero();
        }
        assertThat(networks.said(networks.inGateway(), "nft", "list", "ruleset"))
                .isEmpty();
    }

    @Test
    void a_capture_without_a_gateway_says_what_to_do() {
        Command.Result result = desk.here("capture", "--listen", "127.0.0.1:0", "--gateway");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("mingcha gateway up --wireguard");
    }
}

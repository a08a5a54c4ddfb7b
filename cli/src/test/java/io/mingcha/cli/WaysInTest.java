package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.cli.command.Exit;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.RunVerdict;
import io.mingcha.sessions.browser.BrowserDevice;
import io.mingcha.sessions.browser.BrowserLook;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.store.SessionStore;
import io.mingcha.store.StoredSession;
import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that a plan can have its traffic come in, each with the real device that goes it. */
class WaysInTest {
    private static final String SHOP = "com.example.shop";

    @TempDir
    Path folder;

    private Desk desk;
    private Optional<AdbWorld> adb = Optional.empty();
    private Optional<FakePhone> phone = Optional.empty();

    @BeforeEach
    void open() {
        desk = Desk.in(folder);
    }

    @AfterEach
    void close() {
        desk.close();
        adb.ifPresent(AdbWorld::close);
        phone.ifPresent(FakePhone::close);
    }

    /** Sends one request when it is started. */
    private static final class Shop implements PhoneApp {
        @Override
        public String packageName() {
            return SHOP;
        }

        @Override
        public View screen(FakePhone on) {
            return View.screen(View.label("title", "首页"));
        }

        @Override
        public void onLaunch(FakePhone on) {
            try {
                on.get(SHOP, URI.create("https://api.shop.example/started"));
            } catch (IOException e) {
                // it was blocked
            }
        }
    }

    private FakePhone phone(Root root) throws IOException {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        AdbWorld world = AdbWorld.start(Files.createDirectory(folder.resolve("adb")));
        adb = Optional.of(world);
        FakePhone made = new FakePhone("Pixel_8").with(new Shop()).rooted(root);
        phone = Optional.of(made);
        world.connect(made);
        return made;
    }

    private static void assumeBrowser() {
        try (Device browser = new BrowserDevice("browser", BrowserLook.phone())) {
            assumeTrue(browser.release().isPresent(), "this Chromium does not tell its version");
        } catch (DeviceTrouble missing) {
            assumeTrue(false, "this machine has no Chromium");
        }
    }

    private Command.Result run(String plan, String device, String... more) {
        desk.write("plan.yaml", plan);
        String[] options = Networks.with(new String[] {"plan.yaml", "--device", device, "--lang", "en"}, more);
        List<String> line = new ArrayList<>(List.of(desk.arguments("run", options)));
        if (line.lastIndexOf("--listen") > line.indexOf("--listen")) {
            line.subList(1, 3).clear();
        }
        Command command = desk.command(line.toArray(String[]::new));
        adb.ifPresent(world ->
                AdbWorld.environment(folder.resolve("adb"), world.port()).forEach(command::with));
        return command.run();
    }

    private <T> T latest(Function<StoredSession, T> look) {
        SessionStore store = SessionStore.at(folder.resolve("data"));
        String id = store.latest().orElseThrow();
        try (StoredSession session = store.open(id)) {
            return look.apply(session);
        }
    }

    private Optional<String> way() {
        return latest(s -> s.session().spec().run().flatMap(RunVerdict::way));
    }

    /** Every form of report says by which way the session was captured. */
    private void assertReported(String label, String en, String zh) {
        for (String form : List.of("json", "html")) {
            desk.here("analyze", "latest", "--format", form, "--out", "way." + form);
        }
        Report report = Report.of(desk.read("way.json"));
        assertThat(report.breaches()).isEmpty();
        assertThat(report.json().path("session").path("way").asText()).isEqualTo(label);
        assertThat(desk.read("way.html")).contains("Captured through " + en.replace("'", "&#39;"), "接入方式：" + zh);
        assertThat(desk.here("analyze", "latest", "--lang", "en").out()).contains("Captured through " + en);
        assertThat(desk.here("analyze", "latest", "--lang", "zh").out()).contains("接入方式：" + zh);
    }

    private List<Flow> flows(String host) {
        return latest(s -> StreamSupport.stream(s.flows().spliterator(), false)
                .filter(f -> f.server().host().equals(host))
                .toList());
    }

    private static String target(Flow flow) {
        return flow.requestHead().map(Head.Request::target).orElse("");
    }

    @Test
    void a_browser_goes_through_socks_and_its_pages_are_read() {
        assumeBrowser();

        Command.Result result = run("""
                app: {package: api.shop.example, first_party: [shop.example]}
                capture: {way: socks}
                start: https://api.shop.example/page
                steps: [launch, {open_url: "http://www.plain.example/clear"}, {idle: 1s}]
                """, "browser");

        assertThat(result.out()).as(result.all()).contains("carries a verdict");
        assertThat(way()).contains("socks");
        assertReported("socks", "a SOCKS5 proxy", "SOCKS5 代理");
        assertThat(flows("api.shop.example")).anySatisfy(flow -> {
            assertThat(target(flow)).isEqualTo("/page");
            assertThat(flow.outcome().state()).isEqualTo(Outcome.State.COMPLETE);
        });
        assertThat(flows("www.plain.example"))
                .as("a proxy for HTTP would have got the whole address, and Chromium's proxy headers")
                .anySatisfy(flow -> assertThat(flow.requestHead().orElseThrow().header("proxy-connection"))
                        .isEmpty());
    }

    @Test
    void a_phone_is_led_through_adb_if_the_plan_says_so() throws IOException {
        FakePhone made = phone(Root.DEBUGGABLE);

        Command.Result result = run("""
                app: {package: com.example.shop, first_party: [shop.example]}
                device: {kind: android, android: ">= 10", root: yes}
                capture: {way: reverse}
                steps: [launch, {idle: 1s}]
                """, made.address());

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(way()).contains("reverse");
        assertReported("reverse", "a port of the device that adb led to the proxy", "设备上的端口，经 adb 通到代理");
        assertThat(flows("api.shop.example")).hasSize(1);
    }

    @Test
    void a_variant_goes_by_the_way_that_it_says_itself() throws IOException {
        FakePhone made = phone(Root.DEBUGGABLE);

        Command.Result result = run("""
                app: {package: com.example.shop, first_party: [shop.example]}
                capture: {way: network}
                steps: [launch, {idle: 1s}]
                variants: {wired: {capture: {way: reverse}}}
                """, made.address(), "--variant", "wired");

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(way()).contains("reverse");
        assertThat(flows("api.shop.example")).hasSize(1);
    }

    @Test
    void a_phone_comes_over_the_network_where_its_own_ports_are_seen() throws IOException {
        Optional<InetAddress> lan = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .findFirst();
        assumeTrue(lan.isPresent(), "this machine has no network");
        FakePhone made = phone(Root.DEBUGGABLE);
        String here = lan.get().getHostAddress();
        String plan = """
                app: {package: com.example.shop, first_party: [shop.example]}
                capture: {way: network}
                steps: [launch, {idle: 1s}]
                """;

        Command.Result result = run(plan, made.address(), "--listen", here + ":0", "--allow", here);

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(way()).contains("network");
        assertReported("network", "an HTTP proxy over the network", "网络上的 HTTP 代理");
        assertThat(flows("api.shop.example"))
                .singleElement()
                .satisfies(flow -> assertThat(flow.client().address()).startsWith(here + ":"));
    }

    @Test
    void what_a_plan_says_of_interception_holds_for_its_run() throws IOException {
        FakePhone made = phone(Root.DEBUGGABLE);

        Command.Result result = run("""
                app: {package: com.example.shop, first_party: [shop.example]}
                capture: {rules: [{block: [api.shop.example]}]}
                steps: [launch, {idle: 1s}]
                """, made.address());

        assertThat(result.out()).as(result.all()).contains("carries no verdict");
        assertThat(flows("api.shop.example")).singleElement().satisfies(flow -> {
            assertThat(flow.outcome().state()).isEqualTo(Outcome.State.BLOCKED);
            assertThat(flow.outcome().toString()).contains("plan.yaml:2");
        });
    }

    @Test
    void what_cannot_be_is_refused_with_its_place_and_nothing_is_recorded() throws IOException {
        FakePhone made = phone(Root.NONE);
        String head = "app: {package: com.example.shop}\nsteps: [launch]\n";

        assertRefused(run(head, made.address(), "--way", "socks"), "by way of socks", "--way, ");
        assertRefused(
                run(head + "capture: {way: network}\n", made.address()),
                "does not listen on an address of the network",
                "plan.yaml:3:16");
        assertRefused(
                run(head + "capture: {way: tunnel}\n", made.address()),
                "mingcha gateway up --wireguard",
                "plan.yaml:3:16");
        assertRefused(run(head + "device: {root: yes}\n", made.address()), "it has no root", "plan.yaml:3:16, ");
        assertThat(SessionStore.at(folder.resolve("data")).sessions()).isEmpty();
        assertThat(made.proxy()).isEmpty();
    }

    private static void assertRefused(Command.Result result, String... said) {
        assertThat(result.code()).as(result.all()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains(said);
        assertThat(result.out()).as("nothing had begun").doesNotContain("══");
    }
}

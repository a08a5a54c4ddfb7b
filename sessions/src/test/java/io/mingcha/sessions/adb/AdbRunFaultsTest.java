package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.flows.Owner;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.PaperCaptures;
import io.mingcha.sessions.consent.ConsentTexts;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.Recognisable;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.phone.Door;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Lock;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What befalls a phone in the middle of a run: the run goes on or ends in good order, an event of its record says what
 * happened, and the verdict's cause says what to do, in both languages.
 */
class AdbRunFaultsTest {
    private static final Recogniser RECOGNISER =
            new Recogniser(ConsentTexts.load(Path.of("..", "config", "consent.yaml")));
    private static final String HEAD = "app: {package: " + Notes.PACKAGE + ", version: '2.4.1'}\n";
    private static final String IDLE = "steps: [launch, {idle: 10s}, {idle: 10s}]\n";
    private static final String VPN = "com.android.vpndialogs";
    private static final String OTHER = "cn.example.other";

    @TempDir
    Path folder;

    private final PaperCaptures captures = new PaperCaptures();
    private final Map<String, Runnable> hooks = new LinkedHashMap<>();
    private final List<Peer> held = new ArrayList<>();
    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7").with(new Notes()).with((PhoneApp) () -> OTHER);
    }

    @AfterEach
    void close() throws IOException {
        for (Peer peer : held) {
            peer.close();
        }
        if (bench != null) {
            bench.close();
        }
    }

    private Plan plan(String yaml) {
        return PlanFile.parse(
                        "plan.yaml",
                        (yaml.startsWith("app:") ? "" : HEAD) + yaml,
                        folder,
                        new PlanWords(
                                new Vocabulary(List.of("phone_number"), List.of(), List.of(), Map.of()),
                                Recognisable.names(),
                                (said, folder) -> {}),
                        UnaryOperator.identity())
                .plan();
    }

    /** Lets something happen right after an event whose text, or kind, is this. */
    private AdbRunFaultsTest at(String event, Runnable what) {
        hooks.put(event, what);
        return this;
    }

    private void happened(RunEvent event) {
        for (String key : List.copyOf(hooks.keySet())) {
            if (event.kind().equals(key) || event.text().en().contains(key)) {
                hooks.remove(key).run();
            }
        }
    }

    private RunResult run(String yaml) {
        return run(yaml, bench.hasty(phone));
    }

    private RunResult run(String yaml, AdbDevice device) {
        return new Runner(RECOGNISER, captures, Pace.faster(20), Person.NOBODY, this::happened).run(plan(yaml), device);
    }

    private RunEvent assertTold(RunResult result, String kind) {
        assertThat(result.events()).extracting(RunEvent::kind).contains(kind);
        RunEvent event = result.events().stream()
                .filter(e -> e.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        assertThat(event.text().zh()).isNotBlank().isNotEqualTo(event.text().en());
        assertThat(event.text().en()).isNotBlank();
        assertThat(new String(captures.last().evidence.get("events.jsonl"), StandardCharsets.UTF_8))
                .contains("\"kind\":\"" + kind + "\"");
        assertThat(captures.last().closed).isTrue();
        return event;
    }

    private Cause assertCause(RunResult result, String kind, Level level) {
        assertThat(result.verdict().causes()).extracting(Cause::kind).contains(kind);
        Cause cause = result.verdict().causes().stream()
                .filter(c -> c.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        assertThat(cause.level()).isEqualTo(level);
        assertThat(cause.next().zh()).isNotBlank();
        assertThat(cause.next().en()).isNotBlank();
        return cause;
    }

    private static List<String> kinds(RunResult result) {
        return result.events().stream().map(RunEvent::kind).toList();
    }

    // --- the device itself

    @Test
    void unplugged() {
        RunResult result =
                at("▸ launch", () -> phone.faults().unplugDuring("uiautomator")).run(IDLE);

        assertTold(result, "trouble.unplugged");
        assertCause(result, "unplugged", Level.LIMITED);
        assertThat(result.mayPass()).isTrue();
        phone.plug();
        bench.connected(phone);
        assertThat(AdbDevice.restore(bench.server(), bench.journals())).allMatch(Restored::isWhole);
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void offline() {
        RunResult result = at("▸ launch", () -> bench.unplug(phone)).run(IDLE);

        // one of the network that the server is not trying to get back any more is gone
        assertThat(kinds(result)).containsAnyOf("trouble.offline", "trouble.unplugged");
        assertThat(result.verdict().causes())
                .allSatisfy(c -> assertThat(c.next().zh()).isNotBlank());
        assertThat(result.mayPass()).isTrue();
    }

    @Test
    void its_owner_takes_back_that_this_computer_may_debug_it() {
        RunResult result = at("▸ launch", () -> {
                    phone.door(Door.SHUT);
                    bench.unplug(phone);
                    phone.plug();
                    bench.world().connect(phone);
                })
                .run(IDLE);

        assertThat(kinds(result)).containsAnyOf("trouble.unauthorised", "trouble.offline");
        assertThat(result.verdict().level()).isNotEqualTo(Level.FULL);
    }

    @Test
    void rebooted() {
        RunResult result = at("▸ launch", () -> bench.restart(phone)).run(IDLE, bench.open(phone));

        assertTold(result, "trouble.rebooted");
        assertCause(result, "rebooted", Level.LIMITED);
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void storage_full() throws IOException {
        Files.write(folder.resolve("notes.apk"), phone.apk(new Notes()));

        RunResult result = at("▸ launch", () -> phone.faults().storageFull(true))
                .run("source: notes.apk\nsteps: [launch, install, {idle: 1s}]\n");

        assertTold(result, "trouble.storage_full");
        assertCause(result, "storage_full", Level.LIMITED);
    }

    @Test
    void storage_full_before_the_launch() {
        phone.faults().storageFull(true);

        RunResult result = run(IDLE);

        assertTold(result, "trouble.storage_full");
        assertCause(result, "storage_full", Level.UNUSABLE);
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void the_adb_server_is_killed() {
        RunResult result = at("▸ launch", () -> bench.world().kill()).run(IDLE);

        assertTold(result, "trouble.server_gone");
        assertCause(result, "server_gone", Level.LIMITED);
        bench.world().revive();
        bench.connected(phone);
        assertThat(AdbDevice.restore(bench.server(), bench.journals())).allMatch(Restored::isWhole);
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void its_clock_jumps() {
        RunResult result =
                at("▸ launch", () -> phone.clockAhead(Duration.ofHours(-5))).run(IDLE);

        assertTold(result, "clock");
        assertCause(result, "clock", Level.LIMITED);
    }

    @Test
    void a_lock_falls_over_the_app() {
        RunResult result = at("▸ launch", () -> phone.lock(Lock.SWIPE)).run("steps: [launch, {idle: 60s}]\n");

        assertThat(assertTold(result, "locked").text().en()).contains("set the screen lock");
        assertCause(result, "foreground", Level.LIMITED);
    }

    // --- the app

    @Test
    void the_app_crashes() {
        RunResult result = at("▸ launch", () -> phone.crash(Notes.PACKAGE)).run(IDLE);

        assertTold(result, "trouble.app_crashed");
        assertCause(result, "app_crashed", Level.UNUSABLE);
    }

    @Test
    void the_app_does_not_respond() {
        RunResult result = at("▸ launch", () -> phone.hang(Notes.PACKAGE)).run(IDLE);

        assertTold(result, "trouble.app_not_responding");
        assertCause(result, "app_not_responding", Level.LIMITED);
    }

    @Test
    void another_version_is_installed() {
        RunResult result = run("app: {package: " + Notes.PACKAGE + ", version: '9.9'}\n" + IDLE);

        assertTold(result, "trouble.not_installed");
        assertCause(result, "not_installed", Level.UNUSABLE);
    }

    @Test
    void what_is_to_be_tapped_is_not_there() {
        RunResult result = run("steps: [launch, {tap: 注销账号, timeout: 2s}]\n");

        assertTold(result, "trouble.not_found");
        assertThat(assertCause(result, "not_found", Level.LIMITED).next().en()).contains("failed.png");
    }

    @Test
    void the_app_speaks_another_language_than_the_plan() {
        RunResult result = run("steps: [launch, {tap: Agree and continue, timeout: 2s}]\n");

        assertThat(assertTold(result, "trouble.not_found").text().en()).contains("in another language");
        assertThat(assertCause(result, "not_found", Level.LIMITED).next().en()).contains("{text: [登录, Log in]}");
        assertThat(run("steps: [launch, {tap: {text: [同意, Agree]}}]\n").events())
                .extracting(RunEvent::kind)
                .doesNotContain("trouble.not_found");
    }

    @Test
    void a_loop_without_an_end_is_ended_by_the_limit() {
        RunResult result = run("limit: 20s\nsteps: [launch, {repeat: {times: 1000, steps: [{idle: 1s}]}}]\n");

        assertTold(result, "trouble.timeout");
        assertThat(assertCause(result, "timeout", Level.LIMITED).next().en()).contains("repeat");
        assertThat(phone.proxy()).isEmpty();
    }

    // --- its way to the capture

    @Test
    void its_network_goes_and_comes_back_with_another_address() throws IOException {
        Optional<InetAddress> lan = ofThisMachine();
        assumeTrue(lan.isPresent(), "this machine has no address of a network");
        phone.network("127.0.0.5").localPorts(23_000, 6);
        try (TinyProxy proxy = new TinyProxy(1, lan.get())) {
            captures.proxy(proxy.address(), proxy::connections);
            RunResult result = at("▸ launch", () -> hold(Notes.PACKAGE, OTHER))
                    .at("shot", phone::loseNetwork)
                    .at("network_lost", () -> {
                        phone.network("127.0.0.6");
                        hold(OTHER, Notes.PACKAGE);
                    })
                    .run("steps: [launch, {idle: 20s}, {screenshot: shot}, {idle: 20s}, {idle: 20s}]\n");

            assertThat(kinds(result)).containsSubsequence("network_lost", "address_changed");
            assertTold(result, "network_lost");
            assertThat(assertTold(result, "address_changed").text().en())
                    .contains("--allow")
                    .doesNotContain("127.0.0");
            assertCause(result, "network_lost", Level.LIMITED);
            Map<Integer, String> truth = proxy.truth();
            Map<Integer, Owner> owners = captures.last().owners;
            assertThat(proxy.connections())
                    .extracting(c -> c.client().getAddress().getHostAddress())
                    .containsExactly("127.0.0.5", "127.0.0.5", "127.0.0.6", "127.0.0.6");
            truth.forEach((connection, app) -> assertThat(owners.get(connection))
                    .as(app)
                    .matches(o -> o.app().equals(Optional.of(app)) && o.by().equals("port")));
        }
    }

    private static Optional<InetAddress> ofThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .findFirst();
    }

    /** Connections that stay, one of each app. */
    private void hold(String... apps) {
        for (String app : apps) {
            try {
                Peer peer = phone.connect(app, URI.create("http://h.example.cn/"));
                held.add(peer);
                peer.send("GET http://h.example.cn/ HTTP/1.1\r\nHost: h.example.cn\r\nX-App: " + app + "\r\n\r\n");
                peer.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void its_network_comes_back_as_it_was() {
        phone.network("127.0.0.5");

        RunResult result = at("▸ launch", phone::loseNetwork)
                .at("network_lost", () -> phone.network("127.0.0.5"))
                .run(IDLE);

        assertThat(kinds(result))
                .containsSubsequence("network_lost", "network_back")
                .doesNotContain("address_changed");
    }

    @Test
    void its_proxy_setting_is_changed_and_set_again() {
        RunResult result = at("▸ launch", () -> phone.setting("global", "http_proxy", ":0"))
                .run(IDLE);

        assertTold(result, "proxy_unset");
        assertThat(assertCause(result, "proxy_unset", Level.LIMITED).what().en())
                .contains("set again");
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void its_root_certificate_is_taken_away_and_put_back() {
        phone.rooted(Root.SU);

        RunResult result = at("▸ launch", phone::uncoverRoots)
                .at(
                        "certificate_gone",
                        () -> assertThat(phone.file("/system/etc/security/cacerts/9a5ba575.0"))
                                .isPresent())
                .run(IDLE);

        assertTold(result, "certificate_gone");
        assertThat(assertCause(result, "certificate_gone", Level.LIMITED).what().en())
                .contains("put there again");
        assertThat(hooks).isEmpty();
        assertThat(phone.file("/system/etc/security/cacerts/9a5ba575.0")).isEmpty();
    }

    @Test
    void android_14_starts_its_apps_anew_without_the_root() {
        phone.rooted(Root.SU).property("ro.build.version.sdk", "34");

        RunResult result = at("▸ launch", phone::restartRuntime)
                .at(
                        "certificate_gone",
                        () -> assertThat(phone.facts().boundProcesses()).contains("1712", "1713"))
                .run(IDLE);

        assertTold(result, "certificate_gone");
        assertThat(hooks).isEmpty();
        assertThat(phone.facts().boundProcesses()).isEmpty();
    }

    // --- a VPN that an app asks for

    /** The system's dialog; its buttons lead back to the app. */
    private final class Dialog implements PhoneApp {
        @Override
        public String packageName() {
            return VPN;
        }

        @Override
        public View screen(FakePhone on) {
            return View.screen(
                    View.label("alertTitle", "连接请求"),
                    View.label("warning", "“WireGuard”想要设置一个 VPN 连接，以便监控网络流量。请只在您信任该来源的情况下才接受此请求。"),
                    View.button("button2", "取消"),
                    View.button("button1", "确定"));
        }

        @Override
        public void onTap(FakePhone on, View view) {
            if (view.id().equals("button1")) {
                on.facts().set("tunnel", "10.9.0.2");
            }
            on.launch(Notes.PACKAGE);
        }
    }

    @Test
    void a_vpn_is_refused_by_hand() {
        phone.with(new Dialog());

        RunResult result = at("▸ launch", () -> phone.launch(VPN))
                .at("vpn_asked", () -> phone.launch(Notes.PACKAGE))
                .run(IDLE);

        assertTold(result, "vpn_asked");
        assertTold(result, "vpn_refused");
        assertThat(assertCause(result, "vpn_refused", Level.LIMITED).next().en())
                .contains("appops set PACKAGE ACTIVATE_VPN allow");
    }

    @Test
    void a_vpn_is_allowed_by_the_plan() {
        phone.with(new Dialog());

        RunResult result = at("▸ launch", () -> phone.launch(VPN))
                .run("steps: [launch, {wait_for: {recognised: vpn}}, {permission: grant}, {idle: 10s}]\n");

        assertTold(result, "vpn_allowed");
        assertThat(result.verdict().causes()).isEmpty();
        assertThat(captures.last().labels()).noneMatch(l -> l.startsWith("permission"));
    }

    @Test
    void with_another_vpn_in_place_nobody_can_tell() {
        phone.with(new Dialog()).facts().set("tunnel", "10.1.1.1");

        RunResult result = at("▸ launch", () -> phone.launch(VPN))
                .at("vpn_asked", () -> phone.launch(Notes.PACKAGE))
                .run(IDLE);

        assertThat(assertCause(result, "vpn_refused", Level.LIMITED).what().en())
                .isEqualTo("Whether the VPN was allowed cannot be told");
    }

    @Test
    void a_vpn_that_the_plan_refuses_limits_nothing() {
        phone.with(new Dialog());

        RunResult result =
                at("▸ launch", () -> phone.launch(VPN)).run("steps: [launch, {permission: deny}, {idle: 10s}]\n");

        assertThat(assertTold(result, "vpn_refused").text().en()).contains("as the plan wants");
        assertThat(result.verdict().causes()).isEmpty();
    }
}

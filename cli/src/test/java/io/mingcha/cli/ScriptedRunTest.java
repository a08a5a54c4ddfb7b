package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.cli.command.Exit;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped command drives a phone through Debian's adb server, and the phone's apps send through its proxy. */
class ScriptedRunTest {
    private static final String SHOP = "com.example.shop";
    private static final int ROOM_KIB = 12 * 1024;
    private static final int PIECE = 1 << 20;
    private static final String PLAN = """
            app: {package: com.example.shop, first_party: [shop.example]}
            persona: {known: {imei: ["%s"], phone_number: ["%s"]}}
            steps:
              - clear
              - launch
              - wait_for: {recognised: notice}
              - idle: 1s
              - block: choice
              - idle: 2s
              - home
              - idle: 1s
            blocks:
              choice: [{tap: {recognised: agree}}]
            variants:
              accept: {verdict: {markers: [consent_accept]}}
              refuse:
                blocks: {choice: [{tap: {recognised: refuse}}]}
                verdict: {markers: [consent_reject]}
            """.formatted(Person.IMEI, Person.PHONE);

    /** What nobody holds is closed by the collector some time. */
    private static final List<Peer> HELD = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private final Shop shop = new Shop();
    private Desk desk;
    private AdbWorld adb;
    private FakePhone phone;

    /** Sends the device's number before anybody agreed, and the person's after. */
    private static final class Shop implements PhoneApp {
        private String page = "notice";
        /** How many bytes it sends when it is launched. */
        private int sends;
        /** How many bytes it sends by a way of its own. */
        private int moves;
        /** Whether it sends the address book when it is launched. */
        private boolean readsContacts;

        @Override
        public String packageName() {
            return SHOP;
        }

        @Override
        public View screen(FakePhone on) {
            return page.equals("notice")
                    ? View.screen(
                            View.label("title", "用户协议和隐私政策"),
                            View.label("text", "请阅读并同意《用户协议》和《隐私政策》，我们会收集设备信息。"),
                            View.button("no", "不同意"),
                            View.button("yes", "同意"))
                    : View.screen(View.label("title", "首页"), View.button("me", "我的"));
        }

        @Override
        public void onClear(FakePhone on) {
            page = "notice";
        }

        @Override
        public void onLaunch(FakePhone on) {
            hold(on, SHOP, "log.tracker.example", "/init?did=" + Person.IMEI);
            on.moves(SHOP, 0, moves);
            if (readsContacts) {
                post(
                        on,
                        "{\"contacts\": ["
                                + on.contents().rows("com.android.contacts/data").stream()
                                        .map(row -> "\"" + row.get("data1") + "\"")
                                        .collect(Collectors.joining(","))
                                + "]}");
            }
            for (int sent = 0; sent < sends; sent += PIECE) {
                post(on, "x".repeat(PIECE));
            }
        }

        @Override
        public void onBackground(FakePhone on) {
            hold(on, "com.example.other", "api.shop.example", "/other?tel=" + Person.PHONE);
        }

        @Override
        public void onTap(FakePhone on, View view) {
            if (page.equals("notice")) {
                page = "main";
                hold(on, SHOP, "api.shop.example", "/login?tel=" + Person.PHONE);
            }
        }
    }

    private static void post(FakePhone on, String body) {
        try {
            on.ask(
                    SHOP,
                    "POST",
                    URI.create("https://api.shop.example/upload"),
                    "Content-Type: application/json\r\n",
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works in the background and has nothing to do with it. */
    private static final class Other implements PhoneApp {
        @Override
        public String packageName() {
            return "com.example.other";
        }
    }

    /** Asks as an app and keeps the connection, as clients do. */
    private static void hold(FakePhone on, String app, String host, String target) {
        try {
            Peer peer = on.connect(app, URI.create("https://" + host));
            HELD.add(peer);
            peer.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            peer.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        desk = Desk.in(folder);
        Path home = Files.createDirectory(folder.resolve("adb"));
        adb = AdbWorld.start(home);
        phone = new FakePhone("Pixel_8").with(shop).with(new Other()).rooted(Root.DEBUGGABLE);
        adb.connect(phone);
        desk.write("plan.yaml", PLAN);
    }

    @AfterEach
    void letGo() {
        if (adb != null) {
            HELD.clear();
            adb.close();
            phone.close();
            desk.close();
        }
    }

    private Command.Result run(String... options) {
        Command command = desk.command(desk.arguments("run", options));
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        return command.run();
    }

    private static String session(Command.Result result) {
        return result.out()
                .lines()
                .filter(l -> l.contains("mingcha analyze "))
                .map(l -> l.replaceAll(".*mingcha analyze ", ""))
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError(result.all()));
    }

    private String onlySession() throws IOException {
        try (Stream<Path> sessions = Files.list(folder.resolve("data/sessions"))) {
            List<Path> all = sessions.toList();
            assertThat(all).hasSize(1);
            return String.valueOf(all.get(0).getFileName());
        }
    }

    private Path events(String session) {
        return folder.resolve("data/sessions").resolve(session).resolve("evidence/events.jsonl");
    }

    private Report report(String session) {
        Command.Result analysis = desk.here("analyze", session, "--format", "json", "--out", session + ".json");
        assertThat(analysis.code()).as(analysis.all()).isLessThanOrEqualTo(Exit.NO_VERDICT);
        return Report.of(desk.read(session + ".json"));
    }

    @Test
    void a_run_is_recorded_marked_and_judged() {
        Command.Result result = run("plan.yaml", "--device", phone.address(), "--variant", "accept", "--lang", "en");

        assertThat(result.code()).as(result.all()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out()).contains("carries a verdict").contains("consent_accept");
        Report report = report(session(result));
        assertThat(report.exposuresOf("imei"))
                .singleElement()
                .matches(e -> e.path("phase").asText().startsWith("before_"));
        assertThat(report.exposuresOf("phone_number"))
                .singleElement()
                .matches(e -> e.path("phase").asText().equals("after_consent"));
        assertThat(report.fired()).contains("CONS-01").doesNotContain("FREQ-06");
        assertThat(desk.here("verify", session(result)).code()).isZero();
    }

    @Test
    void what_another_app_sends_is_shown_and_blames_nobody() {
        Command.Result result = run("plan.yaml", "--device", phone.address(), "--lang", "en");

        Report report = report(session(result));
        assertThat(report.exposures(e -> e.path("path").asText().contains("other")))
                .isEmpty();
        assertThat(report.coverage().path("limits").toString()).contains("com.example.other");
    }

    @Test
    void the_phone_is_as_it_was_afterwards() {
        run("plan.yaml", "--device", phone.address());

        assertThat(phone.proxy()).isEmpty();
        assertThat(folder.resolve("data").resolve("devices")).isEmptyDirectory();
    }

    @Test
    void ctrl_c_twice_ends_the_run_in_good_order_and_restores_the_phone() throws IOException {
        desk.write("long.yaml", "app: {package: com.example.shop}\nsteps: [clear, launch, {idle: 10m}]\n");
        Command command = desk.command(
                desk.arguments("run", "long.yaml", "--device", phone.address(), "--times", "2", "--lang", "en"));
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        RunningCommand running = desk.start(command);
        running.waitForLine("▸ first_launch");

        running.interrupt();
        running.interrupt();

        assertThat(running.exitCode()).isEqualTo(Exit.NO_VERDICT);
        assertThat(running.out()).contains("the run was interrupted");
        assertThat(running.out().lines().filter(l -> l.startsWith("══"))).hasSize(1);
        assertThat(phone.proxy()).isEmpty();
        assertThat(desk.here("verify", "latest").code()).isZero();
    }

    @Test
    void a_run_that_is_killed_is_no_use_and_the_next_puts_the_phone_back() throws IOException {
        desk.write("long.yaml", "app: {package: com.example.shop}\nsteps: [clear, launch, {idle: 10m}]\n");
        Command command = desk.command(desk.arguments("run", "long.yaml", "--device", phone.address(), "--lang", "en"));
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        RunningCommand running = desk.start(command);
        running.waitForLine("▸ first_launch");

        running.kill();
        running.exitCode();

        assertThat(phone.proxy()).isPresent();
        Command.Result killed = desk.here("analyze", "latest", "--lang", "en");
        // what the app sent before may have been recorded or not
        assertThat(killed.code()).as(killed.all()).isIn(Exit.NO_VERDICT, Exit.FINDINGS);
        assertThat(killed.out()).contains("the run did not come to its end. Run it again");
        assertThat(events(onlySession()))
                .content()
                .contains("\"kind\":\"begin\"", "\"kind\":\"step\"", "▸ first_launch");
        run("plan.yaml", "--device", phone.address());
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void a_disk_that_takes_no_more_ends_no_run_and_leaves_no_verdict() {
        desk.write("long.yaml", "app: {package: com.example.shop}\nsteps: [clear, launch, {idle: 6s}]\n");
        Command command = desk.command(desk.arguments("run", "long.yaml", "--device", phone.address(), "--lang", "en"))
                .withFilesUpTo(ROOM_KIB);
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        shop.sends = 14 * PIECE;

        Command.Result result = command.run();

        assertThat(result.code()).as(result.all()).isIn(Exit.NO_VERDICT, Exit.FINDINGS);
        assertThat(result.out())
                .contains("From now on traffic is not recorded", "Free disk space and run it again")
                .contains("carries no verdict");
        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void contacts_of_an_invented_person_are_found_with_whoever_reads_them_and_leave_the_phone() {
        desk.here("persona", "make", "lin");
        shop.readsContacts = true;

        Command.Result result = run(
                "plan.yaml", "--device", phone.address(), "--variant", "accept", "--persona", "lin", "--lang", "en");

        assertThat(result.out()).contains("Put on the device: 12 contact(s), 1 message(s), 1 file(s)");
        assertThat(report(session(result)).exposuresOf("contacts")).isNotEmpty();
        assertThat(phone.contents().rows("com.android.contacts/raw_contacts")).isEmpty();
        assertThat(phone.contents().rows("sms")).isEmpty();
    }

    @Test
    void what_went_past_the_proxy_by_the_phones_own_count_is_in_run_and_report() {
        shop.moves = 5_000_000;

        Command.Result result = run("plan.yaml", "--device", phone.address(), "--variant", "accept", "--lang", "en");

        assertThat(result.out())
                .contains("By the device's own count the app moved 5.0 MB, 5.0 MB of it past the proxy")
                .contains("carries a limited verdict");
        Report report = report(session(result));
        assertThat(report.json()
                        .path("session")
                        .path("device_count")
                        .path("past")
                        .asLong())
                .isEqualTo(5_000_000);
        assertThat(report.breaches()).isEmpty();
        assertThat(report.coverage().path("limits").toString()).contains("run_past_proxy", "mingcha gateway");
        assertThat(desk.here("analyze", session(result), "--lang", "zh").out()).contains("按设备自己的计数：应用收发 5.0 MB");
    }

    @Test
    void what_happened_in_a_run_is_kept_in_its_record() {
        String session = session(run("plan.yaml", "--device", phone.address(), "--variant", "accept"));

        assertThat(events(session)).content().contains("\"kind\":\"marker\"", "consent_accept");
        assertThat(desk.here("verify", session).code()).isZero();
    }

    @Test
    void variants_run_one_after_another_each_in_a_session_of_its_own() {
        Command.Result result =
                run("plan.yaml", "--device", phone.address(), "--variant", "all", "--quiet", "--lang", "en");

        List<String> heads =
                result.out().lines().filter(l -> l.startsWith("══")).toList();
        assertThat(heads).hasSize(2).allMatch(l -> l.contains("plan/"));
        Report refused = report(session(result));
        assertThat(refused.exposuresOf("phone_number"))
                .singleElement()
                .matches(e -> e.path("phase").asText().equals("after_refusal"));
    }

    @Test
    void a_phone_that_is_not_there_is_told_and_nothing_is_recorded() {
        Command.Result result = run("plan.yaml", "--device", "emulator-5999", "--lang", "en");

        assertThat(result.code()).as(result.all()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("emulator-5999");
        assertThat(desk.here("sessions").out()).doesNotContain("2026");
    }
}

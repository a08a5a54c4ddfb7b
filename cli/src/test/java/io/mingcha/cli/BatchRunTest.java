package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.cli.command.Exit;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.store.SessionStore;
import io.mingcha.store.StoredSession;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.Root;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The shipped command works a night off on phones behind one adb server; time passes faster, traffic is real. */
class BatchRunTest {
    private static final String SHOP = "com.example.shop";
    private static final int REQUESTS = 20;
    private static final int FASTER = 20;
    private static final String PLAN = """
            app: {package: com.example.shop, first_party: [shop.example]}
            persona: {known: {imei: ["%s"]}}
            limit: LIMIT
            verdict: {markers: [first_launch, consent_accept]}
            steps:
              - clear
              - launch
              - wait_for: {recognised: notice}
                timeout: 5m
              - tap: {recognised: agree}
                timeout: 5m
              - idle: 60s
            """.formatted(Person.IMEI);

    @TempDir
    Path folder;

    private Desk desk;
    private AdbWorld adb;
    private final List<FakePhone> phones = new ArrayList<>();
    private final List<Shop> shops = new ArrayList<>();

    /** Every request of it says on which phone it was made. */
    private static final class Shop implements PhoneApp {
        private final String phone;
        private final Queue<String> sent = new ConcurrentLinkedQueue<>();
        private final CountDownLatch launched = new CountDownLatch(1);
        private boolean asked = true;
        /** How many bytes it sends by a way of its own. */
        private int moves;

        Shop(String phone) {
            this.phone = phone;
        }

        @Override
        public String packageName() {
            return SHOP;
        }

        @Override
        public View screen(FakePhone on) {
            return asked
                    ? View.screen(
                            View.label("title", "用户协议和隐私政策"),
                            View.label("text", "请阅读并同意《用户协议》和《隐私政策》，我们会收集设备信息。"),
                            View.button("no", "不同意"),
                            View.button("yes", "同意"))
                    : View.screen(View.label("title", "首页"), View.button("me", "我的"));
        }

        @Override
        public void onClear(FakePhone on) {
            asked = true;
        }

        @Override
        public void onLaunch(FakePhone on) {
            send(on, "log.tracker.example", 1, "did=" + Person.IMEI);
            on.moves(SHOP, 0, moves);
            launched.countDown();
        }

        @Override
        public void onTap(FakePhone on, View view) {
            if (asked) {
                asked = false;
                send(on, "api.shop.example", REQUESTS - 1, "q=1");
            }
        }

        /** On one connection, which it keeps as clients do. */
        private void send(FakePhone on, String host, int times, String query) {
            try {
                Peer peer = on.connect(SHOP, URI.create("https://" + host));
                for (int i = 0; i < times; i++) {
                    String target = "/on/" + phone + "/" + sent.size() + "?" + query;
                    peer.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                    peer.read();
                    sent.add(target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        desk = Desk.in(folder);
        adb = AdbWorld.start(Files.createDirectory(folder.resolve("adb")));
        desk.write("shop.yaml", PLAN.replace("LIMIT", "30m"));
    }

    @AfterEach
    void letGo() {
        if (adb != null) {
            desk.close();
            adb.close();
            phones.forEach(FakePhone::close);
        }
    }

    private void phones(int count) {
        for (int i = 0; i < count; i++) {
            Shop shop = new Shop("phone-" + i);
            FakePhone phone = new FakePhone("Rack_" + i).with(shop).rooted(Root.DEBUGGABLE);
            adb.connect(phone);
            phones.add(phone);
            shops.add(shop);
        }
    }

    private void night(int runs, String... more) {
        desk.write(
                "night.yaml",
                "devices: [" + phones.stream().map(p -> '"' + p.address() + '"').collect(Collectors.joining(", "))
                        + "]\nruns: [{plan: shop.yaml, times: " + runs + "}]\ndisk: 1MB\n" + String.join("\n", more));
    }

    private Command batch(String... more) {
        List<String> options = new ArrayList<>(List.of("night.yaml", "--faster", "" + FASTER, "--lang", "en"));
        options.addAll(List.of(more));
        Command command = desk.command(desk.arguments("batch", options.toArray(String[]::new)));
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        return command;
    }

    private List<JsonNode> summary() {
        return Report.items(Report.parse(desk.read("night.json")).path("runs"));
    }

    private List<String> targets(String session) {
        try (StoredSession stored = SessionStore.at(folder.resolve("data")).open(session)) {
            List<String> targets = new ArrayList<>();
            for (Flow flow : stored.flows()) {
                flow.requestHead().map(Head.Request::target).ifPresent(targets::add);
            }
            return targets;
        }
    }

    private static Document xml(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + text, e);
        }
    }

    private static List<Element> elements(Document document, String name) {
        return IntStream.range(0, document.getElementsByTagName(name).getLength())
                .mapToObj(i -> (Element) document.getElementsByTagName(name).item(i))
                .toList();
    }

    @Test
    void a_night_on_eight_phones_keeps_each_request_in_the_session_of_its_phone() {
        phones(8);
        night(10);

        Command.Result result = batch().run();

        assertThat(result.code()).as(result.all()).isEqualTo(Exit.FINDINGS);
        List<JsonNode> runs = summary();
        assertThat(runs).hasSize(10).allSatisfy(run -> {
            assertThat(run.path("came").asText()).isEqualTo("ran");
            assertThat(run.path("verdict").asText()).as(run.toString()).isEqualTo("full");
        });
        assertThat(runs.stream().map(r -> r.path("device").asText()).distinct()).hasSize(8);
        Map<String, List<String>> kept = new HashMap<>();
        for (JsonNode run : runs) {
            List<String> targets = targets(run.path("session").asText());
            assertThat(targets).hasSize(REQUESTS);
            kept.computeIfAbsent(run.path("device").asText(), d -> new ArrayList<>())
                    .addAll(targets);
        }
        for (int i = 0; i < phones.size(); i++) {
            assertThat(kept.get(phones.get(i).address())).containsExactlyInAnyOrderElementsOf(shops.get(i).sent);
            assertThat(phones.get(i).proxy()).isEmpty();
        }
        assertReported(runs);
        assertThat(runs)
                .allSatisfy(run -> assertThat(
                                desk.here("verify", run.path("session").asText())
                                        .code())
                        .isZero());
    }

    private void assertReported(List<JsonNode> runs) {
        Document junit = xml(desk.read("night.junit.xml"));
        List<Element> suites = elements(junit, "testsuite");
        assertThat(suites).hasSameSizeAs(runs).allSatisfy(suite -> {
            assertThat(suite.getElementsByTagName("testcase").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
                    .isGreaterThan(1);
            assertThat(suite.getElementsByTagName("failure").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("failures")))
                    .isPositive();
            assertThat(suite.getElementsByTagName("skipped").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("skipped")));
            assertThat(suite.getAttribute("errors")).isEqualTo("0");
        });
        assertThat(desk.read("night.html"))
                .contains(runs.get(0).path("session").asText(), phones.get(0).address());
    }

    @Test
    void what_went_past_the_proxy_by_each_phones_own_count_is_on_the_page_and_in_json() {
        phones(1);
        shops.get(0).moves = 5_000_000;
        night(1);

        Command.Result result = batch().run();

        assertThat(summary()).as(result.all()).singleElement().satisfies(run -> {
            JsonNode count = run.path("device_count");
            assertThat(count.path("past").asLong()).isEqualTo(5_000_000);
            assertThat(count.path("app").asLong()).isGreaterThanOrEqualTo(5_000_000);
            assertThat(count.path("proxied").isNumber()).isTrue();
        });
        assertThat(desk.read("night.html"))
                .contains("Past the proxy", "未经代理", "5.0 MB of the app&#39;s 5.0 MB", "5.0 MB（应用共收发 5.0 MB）");
    }

    @Test
    void a_phone_that_hangs_costs_only_the_run_it_hangs_in() {
        phones(2);
        desk.write("shop.yaml", PLAN.replace("LIMIT", "4m"));
        phones.get(0).faults().hang("uiautomator");
        night(4, "attempts: 3");

        Command.Result result = batch().run();

        assertThat(summary())
                .as(result.all())
                .hasSize(4)
                .allSatisfy(run -> assertThat(run.path("verdict").asText())
                        .as(result.all())
                        .isEqualTo("full"));
        assertThat(result.out().lines().filter(l -> l.contains("failed_for_now")))
                .as(result.all())
                .singleElement()
                .asString()
                .startsWith(phones.get(0).address());
    }

    @Test
    void a_batch_that_was_killed_goes_on_where_it_was() {
        phones(2);
        night(6);
        RunningCommand killed = desk.start(batch());
        killed.waitForLine(" · ran · ");
        killed.kill();
        killed.exitCode();
        List<String> finished = killed.out()
                .lines()
                .filter(l -> l.contains(" · ran · "))
                .map(BatchRunTest::session)
                .toList();

        Command.Result result = batch().run();

        assertThat(result.code()).as(result.all()).isEqualTo(Exit.FINDINGS);
        List<String> sessions =
                summary().stream().map(r -> r.path("session").asText()).toList();
        assertThat(sessions).hasSize(6).doesNotHaveDuplicates().containsAll(finished);
        assertThat(result.out().lines().filter(l -> l.contains(" · ran · ")).map(BatchRunTest::session))
                .doesNotContainAnyElementsOf(finished)
                .hasSizeLessThan(6);
        assertThat(sessions).allSatisfy(s -> assertThat(targets(s)).hasSize(REQUESTS));
        assertThat(phones).allSatisfy(p -> assertThat(p.proxy()).isEmpty());
    }

    @Test
    void runs_of_a_plan_that_was_changed_meanwhile_are_kept_marked_and_told() {
        phones(1);
        night(2);
        RunningCommand first = desk.start(batch());
        first.waitForLine(" · ran · ");
        first.kill();
        first.exitCode();
        desk.write("shop.yaml", PLAN.replace("LIMIT", "31m"));

        Command.Result result = batch().run();

        assertThat(result.out()).as(result.all()).contains("(all anew: --again): shop.yaml#1");
        assertThat(summary()).extracting(r -> r.path("outdated").asBoolean()).containsExactly(true, false);
        assertThat(desk.read("night.html")).contains("此后计划、人物、安装包或配置有改动");
        assertThat(elements(xml(desk.read("night.junit.xml")), "property")).hasSize(1);

        Command.Result again = batch("--again").run();
        assertThat(again.out()).doesNotContain("all anew");
        assertThat(summary()).noneMatch(r -> r.path("outdated").asBoolean());
    }

    @Test
    void a_terminal_shows_what_each_phone_does_in_its_place_and_a_pipe_only_lines() {
        phones(1);
        night(2);
        RunningCommand running = desk.start(batch().inTerminal());
        running.waitForLine("^\\S*\\[·{24}\\] 0/2");
        running.waitForLine(phones.get(0).address() + "  \\d:\\d\\d    shop\\.yaml#1 · \\S+");
        running.waitForLine("█{12}·{12}\\] 1/2, about \\d+ min \\d+ s left");
        int code = running.exitCode();

        assertThat(code).as(running.out()).isEqualTo(Exit.FINDINGS);
        assertThat(running.out()).contains("\u001B[2A\u001B[J");
        assertThat(running.out().lines().filter(l -> l.contains(" · ran · "))).hasSize(2);

        Command.Result piped = batch("--again").run();
        assertThat(piped.out())
                .as("a line for each run, and how much is left")
                .doesNotContain("\u001B")
                .contains("[████████████············] 1/2, about ");
    }

    private static String session(String line) {
        return line.replaceAll(".* · ran · (\\S+).*", "$1");
    }

    @Test
    void a_second_batch_is_told_that_the_data_folder_or_the_phone_is_in_use() throws InterruptedException {
        phones(1);
        desk.write("shop.yaml", PLAN.replace("LIMIT", "3h").replace("60s", "2h"));
        night(1);
        RunningCommand first = desk.start(batch());
        assertThat(shops.get(0).launched.await(60, TimeUnit.SECONDS)).isTrue();

        Command.Result sameFolder = batch().run();
        Command.Result samePhone = batch("--data", "other", "--out", "other").run();

        assertThat(sameFolder.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(sameFolder.err()).contains("uses this data folder: process " + first.pid());
        assertThat(samePhone.code()).as(samePhone.all()).isEqualTo(Exit.NO_VERDICT);
        assertThat(samePhone.out()).contains("failed · Another session is using the device");
        first.interrupt();
        assertThat(first.exitCode()).as(first.out()).isEqualTo(Exit.NO_VERDICT);
        assertThat(phones.get(0).proxy()).isEmpty();
    }
}

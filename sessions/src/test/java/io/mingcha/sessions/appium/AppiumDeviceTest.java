package io.mingcha.sessions.appium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.PaperCaptures;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Shipped;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.Recognisable;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that reach a server, and what is made of its answers; a server of the W3C's protocol that only replays. */
class AppiumDeviceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANDROID = """
            <?xml version='1.0' encoding='UTF-8'?>
            <hierarchy index="0" class="hierarchy" rotation="0" width="1080" height="2400">
              <android.widget.FrameLayout index="0" package="example.app" class="android.widget.FrameLayout" text="" clickable="false" enabled="true" displayed="true" bounds="[0,0][1080,2400]">
                <android.widget.TextView package="example.app" class="android.widget.TextView" text="用户协议和隐私政策" enabled="true" displayed="true" bounds="[100,800][980,900]"/>
                <android.widget.TextView package="example.app" class="android.widget.TextView" text="请您仔细阅读《用户协议》和《隐私政策》，如您同意请点击同意。" enabled="true" displayed="true" bounds="[100,900][980,1200]"/>
                <android.widget.Button package="example.app" class="android.widget.Button" text="不同意" resource-id="example.app:id/no" clickable="true" enabled="true" displayed="true" bounds="[100,1300][500,1400]"/>
                <android.widget.Button package="example.app" class="android.widget.Button" text="同意" resource-id="example.app:id/yes" clickable="true" enabled="true" displayed="true" bounds="[580,1300][980,1400]"/>
                <android.widget.TextView package="example.app" class="android.widget.TextView" text="同意并继续" clickable="true" displayed="false" bounds="[0,0][0,0]"/>
              </android.widget.FrameLayout>
            </hierarchy>
            """;
    private static final String IOS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <AppiumAUT>
            <XCUIElementTypeApplication type="XCUIElementTypeApplication" name="示例" label="示例" enabled="true" visible="true" x="0" y="0" width="390" height="844">
              <XCUIElementTypeAlert type="XCUIElementTypeAlert" name="“示例”想访问相机" label="“示例”想访问相机" enabled="true" visible="true" x="60" y="300" width="270" height="180">
                <XCUIElementTypeStaticText value="“示例”想访问相机" name="“示例”想访问相机" label="“示例”想访问相机" enabled="true" visible="true" x="76" y="320" width="238" height="40"/>
                <XCUIElementTypeStaticText value="用于扫码" name="用于扫码" label="用于扫码" enabled="true" visible="true" x="76" y="360" width="238" height="40"/>
                <XCUIElementTypeButton name="不允许" label="不允许" enabled="true" visible="true" x="60" y="420" width="135" height="44"/>
                <XCUIElementTypeButton name="好" label="好" enabled="true" visible="true" x="195" y="420" width="135" height="44"/>
              </XCUIElementTypeAlert>
            </XCUIElementTypeApplication>
            </AppiumAUT>
            """;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put(
                "POST /session", "{\"value\":{\"sessionId\":\"s1\",\"capabilities\":{\"platformVersion\":\"14\"}}}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        JsonNode json = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        String key = json.has("script") ? line + " " + json.path("script").asText() : line;
        requests.add(key + " " + body);
        String answer = answers.getOrDefault(key, "{\"value\":null}");
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.contains("\"error\"") ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String value(String text) throws IOException {
        return "{\"value\":" + JSON.writeValueAsString(text) + "}";
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private AppiumDevice android() {
        return AppiumDevice.open(AppiumTarget.android(uri(), "emulator-5554"));
    }

    @Test
    void a_session_asks_for_the_platform_s_driver_and_keeps_what_the_app_remembers() {
        android().close();

        assertThat(requests.get(0))
                .contains("UiAutomator2", "\"appium:udid\":\"emulator-5554\"", "\"appium:noReset\":true")
                .contains("\"appium:autoGrantPermissions\":false");
        assertThat(requests.get(1)).startsWith("DELETE /session/s1");
    }

    @Test
    void a_phone_is_known_by_kind_and_version_and_ios_has_no_tunnel_of_one_app() {
        try (AppiumDevice device = android()) {
            assertThat(device.kind()).isEqualTo(DeviceKind.ANDROID);
            assertThat(device.release()).contains("14");
            assertThat(device.ways()).containsExactlyInAnyOrder(WayIn.PROXY, WayIn.TUNNEL);
        }
        try (AppiumDevice device = AppiumDevice.open(AppiumTarget.ios(uri(), "00008110"))) {
            assertThat(device.kind()).isEqualTo(DeviceKind.IOS);
            assertThat(device.ways()).containsExactly(WayIn.PROXY);
        }
    }

    @Test
    void the_source_of_android_is_read_and_a_tap_lands_in_the_middle() throws IOException {
        answers.put("GET /session/s1/source", value(ANDROID));
        AppiumDevice device = android();
        Screen screen = device.screen();
        Sight sight = new Recogniser(Shipped.texts()).read(screen);

        assertThat(screen.app()).contains("example.app");
        assertThat(sight.unsure()).isFalse();
        Node agree = sight.find(Role.AGREE).orElseThrow();
        assertThat(agree.id()).contains("example.app:id/yes");
        device.tap(agree);
        assertThat(requests.get(requests.size() - 1)).contains("\"x\":780", "\"y\":1350", "touch");
    }

    @Test
    void an_alert_of_ios_is_read_as_a_permission_that_is_asked_for() throws IOException {
        answers.put("GET /session/s1/source", value(IOS));
        answers.put(
                "POST /session/s1/execute/sync mobile: activeAppInfo", "{\"value\":{\"bundleId\":\"example.app\"}}");
        AppiumDevice device = AppiumDevice.open(AppiumTarget.ios(uri(), "0001"));
        Screen screen = device.screen();
        Sight sight = new Recogniser(Shipped.texts()).read(screen);

        assertThat(screen.app()).contains("example.app");
        assertThat(sight.permission().orElseThrow().permissions()).containsExactly("CAMERA");
        assertThat(sight.find(Role.DENY).map(Node::label)).contains("不允许");
        assertThat(sight.find(Role.ALLOW).map(Node::label)).contains("好");
    }

    @Test
    void commands_go_out_under_the_names_that_the_drivers_know() {
        AppiumDevice device = android();
        device.launch("example.app");
        device.press(Key.HOME);
        device.clear("example.app");
        device.permission("example.app", "android.permission.CAMERA", false);
        device.open("https://example.test/");

        assertThat(requests)
                .anyMatch(r -> r.contains("mobile: activateApp") && r.contains("\"appId\":\"example.app\""))
                .anyMatch(r -> r.contains("mobile: pressKey") && r.contains("\"keycode\":3"))
                .anyMatch(r -> r.contains("mobile: clearApp"))
                .anyMatch(r -> r.contains("mobile: changePermissions") && r.contains("revoke"))
                .anyMatch(r -> r.contains("mobile: deepLink"));
    }

    @Test
    void what_is_typed_goes_to_what_has_the_focus() {
        answers.put("GET /session/s1/element/active", "{\"value\":{\"element-6066-11e4-a52e-4f735466cecf\":\"e7\"}}");
        android().type("13900000000");

        assertThat(requests.get(requests.size() - 1))
                .startsWith("POST /session/s1/element/e7/value")
                .contains("13900000000");
    }

    @Test
    void the_phone_s_clock_is_compared_with_ours() throws IOException {
        OffsetDateTime ahead =
                OffsetDateTime.now(ZoneOffset.ofHours(8)).plusHours(1).withNano(0);
        answers.put("POST /session/s1/execute/sync mobile: getDeviceTime", value(ahead.toString()));
        var reading = android().clock();

        assertThat(reading.ahead()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(reading.uncertain()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void an_error_of_the_server_is_trouble_with_its_kind_and_a_remedy() {
        answers.put(
                "GET /session/s1/source",
                "{\"value\":{\"error\":\"invalid session id\",\"message\":\"A session is either terminated or not started\"}}");
        AppiumDevice device = android();

        assertThatThrownBy(device::screen).isInstanceOfSatisfying(DeviceTrouble.class, trouble -> {
            assertThat(trouble.kind()).isEqualTo(DeviceTrouble.Kind.SERVER_GONE);
            assertThat(trouble.fault().where()).contains("emulator-5554");
            assertThat(trouble.fault().remedy().en()).contains("appium server");
            assertThat(trouble.mayPass()).isTrue();
        });
    }

    @Test
    void a_server_that_is_not_there_is_gone() {
        URI nobody = uri();
        server.stop(0);

        assertThatThrownBy(() -> AppiumDevice.open(AppiumTarget.android(nobody, "x")))
                .isInstanceOfSatisfying(
                        DeviceTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(DeviceTrouble.Kind.SERVER_GONE));
    }

    @Test
    void a_server_that_dies_in_a_run_ends_the_run_in_good_order_and_says_what_to_do() throws IOException {
        answers.put("GET /session/s1/source", value(ANDROID));
        answers.put(
                "POST /session/s1/execute/sync mobile: getDeviceTime",
                value(OffsetDateTime.now(ZoneOffset.UTC).toString()));
        PaperCaptures captures = new PaperCaptures();
        Plan plan = PlanFile.parse(
                        "plan.yaml",
                        "app: {package: example.app}\nsteps: [launch, {idle: 10s}]\n",
                        Path.of("."),
                        new PlanWords(
                                new Vocabulary(List.of(), List.of(), List.of(), Map.of()),
                                Recognisable.names(),
                                (said, folder) -> {}),
                        UnaryOperator.identity())
                .plan();

        RunResult result = new Runner(
                        new Recogniser(Shipped.texts()), captures, Pace.faster(20), Person.NOBODY, event -> {
                            if (event.text().en().equals("▸ launch")) {
                                server.stop(0);
                            }
                        })
                .run(plan, android());

        assertThat(result.events()).extracting(RunEvent::kind).contains("trouble.server_gone");
        assertThat(result.verdict().level()).isEqualTo(RunVerdict.Level.LIMITED);
        assertThat(result.verdict().causes())
                .anyMatch(c -> c.kind().equals("server_gone")
                        && !c.next().zh().isBlank()
                        && !c.next().en().isBlank());
        assertThat(result.mayPass()).isTrue();
        assertThat(captures.last().closed).isTrue();
    }

    @Test
    void what_a_platform_cannot_do_is_told_before_anything_is_sent() {
        AppiumDevice device = AppiumDevice.open(AppiumTarget.ios(uri(), "0001"));
        int before = requests.size();

        assertThatThrownBy(() -> device.clear("example.app"))
                .isInstanceOfSatisfying(
                        DeviceTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(DeviceTrouble.Kind.UNSUPPORTED));
        assertThat(requests).hasSize(before);
    }
}

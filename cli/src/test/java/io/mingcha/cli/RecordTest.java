package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.cli.command.Exit;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Session;
import io.mingcha.store.SessionStore;
import io.mingcha.store.StoredSession;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped command records what a person does with a phone, and takes the person's keys in a real terminal. */
class RecordTest {
    private static final String SHOP = "com.example.shop";

    @TempDir
    Path folder;

    private final Shop shop = new Shop();
    private Desk desk;
    private AdbWorld adb;
    private FakePhone phone;

    /** Asks for consent, and goes on when a hand has given it. */
    private static final class Shop implements PhoneApp {
        private volatile boolean agreed;

        @Override
        public String packageName() {
            return SHOP;
        }

        @Override
        public View screen(FakePhone on) {
            return agreed
                    ? View.screen(View.label("title", "首页"), View.button("me", "我的"))
                    : View.screen(
                            View.label("title", "用户协议和隐私政策"),
                            View.label("text", "请阅读并同意《用户协议》和《隐私政策》，我们会收集设备信息。"),
                            View.button("no", "不同意"),
                            View.button("yes", "同意"));
        }

        /** A hand taps «agree». */
        void agree(FakePhone on) {
            agreed = true;
            try {
                on.get(SHOP, URI.create("https://api.shop.example/login?tel=" + Person.PHONE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        desk = Desk.in(folder);
        adb = AdbWorld.start(Files.createDirectory(folder.resolve("adb")));
        phone = new FakePhone("Pixel_8").with(shop).rooted(Root.DEBUGGABLE);
        adb.connect(phone);
        desk.write("session.yaml", "app: {package: com.example.shop, first_party: [shop.example]}\n");
    }

    @AfterEach
    void letGo() {
        if (adb != null) {
            desk.close();
            adb.close();
            phone.close();
        }
    }

    private RunningCommand record() {
        Command command = desk.command(desk.arguments(
                        "record", "--device", phone.address(), "--session", "session.yaml", "--lang", "en"))
                .inTerminal();
        AdbWorld.environment(folder.resolve("adb"), adb.port()).forEach(command::with);
        RunningCommand running = desk.start(command);
        running.waitForLine("Keys: .*q end");
        return running;
    }

    private StoredSession latest() {
        SessionStore store = SessionStore.at(folder.resolve("data"));
        return store.open(store.latest().orElseThrow());
    }

    @Test
    void keys_set_markers_and_keep_pictures_and_the_session_becomes_a_plan() throws IOException {
        RunningCommand running = record();
        phone.launch(SHOP);
        running.waitForLine("▸ privacy_prompt_shown");

        Instant before = Instant.now();
        running.type("p");
        running.waitForLine("▸ privacy_prompt_shown", 2);
        running.type("s");
        shop.agree(phone);
        running.type("A");
        running.waitForLine("▸ consent_accept");
        running.type("?l");
        running.waitForLine("▸ login");
        Instant after = Instant.now();
        running.type("q");

        assertThat(running.exitCode()).as(running.out()).isZero();
        String id = running.waitForLine("mingcha plan from-session (\\S+)").group(1);
        try (StoredSession session = latest()) {
            assertThat(session.session().id()).isEqualTo(id);
            assertThat(session.session().state()).isEqualTo(Session.State.COMPLETE);
            List<Marker> byHand = session.markers().stream()
                    .filter(m -> m.source() == Marker.Source.HAND)
                    .toList();
            assertThat(byHand)
                    .extracting(Marker::label)
                    .containsExactly("privacy_prompt_shown", "consent_accept", "login");
            assertThat(byHand).allSatisfy(marker -> {
                assertThat(marker.at()).isBetween(before.minusSeconds(2), after);
                assertThat(marker.notBefore()).isBeforeOrEqualTo(marker.at());
                assertThat(marker.notAfter()).isBetween(marker.at(), after);
            });
        }
        Path kept = folder.resolve("data/sessions").resolve(id);
        try (var files = Files.walk(kept)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .contains("hand.png", "hand-consent_accept.png", "hand-login.png");
        }
        assertThat(desk.here("verify", id).code()).isZero();
        assertThat(phone.proxy()).isEmpty();

        Command.Result draft = desk.here("plan", "from-session", id, "--out", "draft.yaml");
        assertThat(draft.code()).as(draft.all()).isZero();
        assertThat(desk.read("draft.yaml")).contains("tap: {recognised: agree}", "marker: login");
        Command.Result check = desk.here("plan", "check", "draft.yaml");
        assertThat(check.code()).as(check.all()).isZero();
    }

    @Test
    void a_browser_that_nobody_sees_is_not_used_by_hand() {
        Command.Result result = desk.here("record", "--device", "browser", "--session", "session.yaml", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("has no window").contains("mingcha capture");
    }

    @Test
    void ctrl_c_ends_it_in_good_order_too_and_gives_the_terminal_back() {
        RunningCommand running = record();
        phone.launch(SHOP);
        running.waitForLine("▸ privacy_prompt_shown");

        running.type("\u0003");

        assertThat(running.exitCode()).as(running.out()).isZero();
        running.waitForLine("Draft a plan from it");
        try (StoredSession session = latest()) {
            assertThat(session.session().state()).isEqualTo(Session.State.COMPLETE);
        }
        assertThat(phone.proxy()).isEmpty();
    }
}

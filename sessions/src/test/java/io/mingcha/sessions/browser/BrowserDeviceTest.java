package io.mingcha.sessions.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Marker;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Shipped;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.consent.watch.ConsentWatch;
import io.mingcha.sessions.consent.watch.Event;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.device.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium against a real server whose root only this browser trusts. */
class BrowserDeviceTest {
    private static final String START = "https://" + Site.HOST + "/";
    private static final String NOTICE = """
            <!doctype html><meta charset=utf-8><body><h1>Shop</h1>
            <div id=d style="position:fixed;bottom:0;background:#fff">
              <h2>用户协议和隐私政策</h2>
              <p>欢迎使用！请您仔细阅读 <a href=/terms>《用户协议》</a> 和 <a href=/policy>《隐私政策》</a>，如您同意请点击“同意”。</p>
              <div role=button tabindex=0 onclick="choose('no')">不同意</div>
              <button onclick="choose('yes')"><span>同意</span></button>
            </div>
            <main id=m hidden><p>今日特惠</p><p>附近门店</p><p>购物车</p><p>会员中心</p></main>
            <script>function choose(c){fetch('/chose/'+c);d.remove();m.hidden=false;document.querySelector('h1').remove()}</script>
            """;

    @TempDir
    Path folder;

    private Site site;
    private BrowserDevice browser;

    @BeforeEach
    void open() {
        try {
            Chromium.programs();
        } catch (DeviceTrouble missing) {
            Assumptions.abort(missing.getMessage());
        }
        site = new Site(folder);
        browser = new BrowserDevice("chromium", BrowserLook.phone());
    }

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    private void visit(String html) {
        site.page("/", html);
        browser.connect(site.route());
        browser.launch(START);
    }

    /** Reads the screen until it is as expected; every reading waits for the browser. */
    private Screen until(Predicate<Screen> expected) {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        Screen screen = browser.screen();
        while (!expected.test(screen) && Instant.now().isBefore(latest)) {
            screen = browser.screen();
        }
        assertThat(expected).as(screen.text()).accepts(screen);
        return screen;
    }

    private static Node labelled(Screen screen, String label) {
        return screen.all()
                .filter(n -> n.label().equals(label))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(label + " is not in " + screen.text()));
    }

    @Test
    void a_notice_on_a_page_is_recognised_tapped_and_makes_a_marker() {
        visit(NOTICE);
        Recogniser recogniser = new Recogniser(Shipped.texts());
        ConsentWatch watch = new ConsentWatch(recogniser, START, Instant.now());
        Screen screen = browser.screen();
        List<Event> events = new ArrayList<>(watch.frame(screen));
        Sight sight = recogniser.read(screen);

        assertThat(sight.unsure()).as(sight.doubts().toString()).isFalse();
        Node agree = sight.find(Role.AGREE).orElseThrow();
        Instant before = Instant.now();
        browser.tap(agree);
        events.addAll(watch.tapped(agree, screen, before, Instant.now()));
        events.addAll(watch.frame(until(s -> !s.text().contains("隐私政策"))));

        assertThat(site.asked()).contains("/chose/yes").doesNotContain("/chose/no");
        assertThat(events)
                .extracting(e -> ((Event.Fell) e).marker().label())
                .containsExactly("privacy_prompt_shown", "consent_accept");
        Marker accepted = ((Event.Fell) events.get(1)).marker();
        Instant sent = browser.requests().stream()
                .filter(r -> r.url().endsWith("/chose/yes"))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(accepted.notBefore()).isBefore(sent);
    }

    @Test
    void a_refusal_is_found_and_tapped_too() {
        visit(NOTICE);
        Sight sight = new Recogniser(Shipped.texts()).read(browser.screen());
        browser.tap(sight.find(Role.REFUSE).orElseThrow());
        until(s -> s.text().contains("今日特惠"));

        assertThat(site.asked()).contains("/chose/no");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_accepted() {
        site.page("/", NOTICE);
        browser.connect(
                new io.mingcha.sessions.device.Route(site.route().proxy(), "", "0.0", java.util.Optional.empty()));

        assertThatThrownBy(() -> browser.launch(START)).isInstanceOfSatisfying(DeviceTrouble.class, trouble -> {
            assertThat(trouble.kind()).isEqualTo(DeviceTrouble.Kind.REFUSED);
            assertThat(trouble.fault().what().en()).contains("ERR_CERT");
            assertThat(trouble.fault().remedy().en()).contains("root");
        });
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void shadow_roots_and_frames_of_other_sites_are_read_and_tapped() {
        site.page(
                "/frame",
                "<!doctype html><body><p>We use cookies. Privacy Policy</p><button onclick=\"fetch('/framed')\">Accept all</button>");
        visit("<!doctype html><body><host-element></host-element>"
                + "<iframe src='https://frame.example.test/frame' style='position:absolute;top:300px;width:300px;height:200px'></iframe>"
                + "<script>customElements.define('host-element',class extends HTMLElement{constructor(){super();"
                + "this.attachShadow({mode:'open'}).innerHTML='<button>In the shadow</button>';"
                + "this.shadowRoot.querySelector('button').onclick=()=>fetch('/shadow')}})</script>");

        Screen screen = until(s -> s.text().contains("Accept all") && s.text().contains("In the shadow"));
        assertThat(labelled(screen, "Accept all").bounds().top()).isGreaterThan(300);
        browser.tap(labelled(screen, "In the shadow"));
        browser.tap(labelled(screen, "Accept all"));
        until(s -> site.asked().contains("/shadow") && site.asked().contains("/framed"));
    }

    @Test
    void what_cannot_be_seen_is_left_out_and_what_a_box_or_field_holds_is_told() {
        visit("<!doctype html><body><p style='display:none'>hidden</p><p style='visibility:hidden'>unseen</p>"
                + "<label><input type=checkbox id=c checked> remember me</label>"
                + "<div role=switch aria-checked=false aria-label='Ads'></div>"
                + "<input id=f placeholder='Phone'><input type=password value=secret><button disabled>Go</button>");
        Screen screen = browser.screen();

        assertThat(screen.text()).doesNotContain("hidden", "unseen", "secret");
        Node box = screen.all()
                .filter(n -> n.id().filter("c"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(box.traits()).contains(Trait.CHECKABLE, Trait.CHECKED);
        assertThat(labelled(screen, "Ads").traits()).contains(Trait.CHECKABLE).doesNotContain(Trait.CHECKED);
        assertThat(labelled(screen, "Go").is(Trait.ENABLED)).isFalse();
        assertThat(labelled(screen, "Phone").traits()).contains(Trait.EDITABLE);

        browser.tap(labelled(screen, "Phone"));
        browser.type("13900000000");
        assertThat(browser.screen().text()).contains("13900000000");
    }

    @Test
    void requests_of_the_page_and_its_workers_are_told_from_the_browser_s_own() {
        site.page("/worker.js", "fetch('/from-worker')");
        site.page("/service.js", "onactivate=()=>fetch('/from-service')");
        visit("<!doctype html><body><p>Shop</p><script>fetch('/data');navigator.sendBeacon('/beacon','x');"
                + "new Worker('/worker.js');navigator.serviceWorker.register('/service.js');"
                + "new WebSocket('wss://" + Site.HOST + "/socket')</script>");
        List<String> paths =
                List.of("/data", "/beacon", "/worker.js", "/from-worker", "/service.js", "/from-service", "/socket");
        until(s -> site.asked().containsAll(paths));

        List<PageRequest> requests = browser.requests();
        assertThat(requests)
                .extracting(r -> java.net.URI.create(r.url()).getPath())
                .contains("/")
                .containsAll(paths);
        assertThat(browser.asked().orElseThrow()).containsExactly(Site.HOST);
    }

    @Test
    void the_profile_keeps_what_a_site_stores_until_it_is_cleared() {
        String page = "<!doctype html><body><p id=p></p><script>p.textContent=localStorage.seen?'known':'new';"
                + "localStorage.seen=1</script>";
        visit(page);
        until(s -> s.text().contains("new"));
        browser.stop(START);
        browser.launch(START);
        until(s -> s.text().contains("known"));
        browser.clear(START);
        browser.launch(START);
        until(s -> s.text().contains("new"));
    }

    @Test
    void a_site_is_told_the_position_that_was_set_and_only_if_it_may_know() {
        String page = "<!doctype html><body><p id=p>asking</p><script>navigator.geolocation.getCurrentPosition("
                + "g=>p.textContent='at '+g.coords.latitude,e=>p.textContent='refused')</script>";
        site.page("/", page);
        browser.connect(site.route());
        browser.locate(31.23, 121.47);
        browser.permission(START, "android.permission.ACCESS_FINE_LOCATION", true);
        browser.launch(START);
        until(s -> s.text().contains("at 31.23"));
        browser.permission(START, "android.permission.ACCESS_FINE_LOCATION", false);
        browser.open(START);
        until(s -> s.text().contains("refused") || s.text().contains("asking"));
    }

    @Test
    void it_goes_back_scrolls_and_takes_pictures() {
        site.page("/second", "<!doctype html><body><p>Second</p>");
        visit("<!doctype html><body style='height:4000px'><p>First</p><p id=y></p>"
                + "<script>onscroll=()=>y.textContent='scrolled'</script>");
        assertThat(browser.foreground()).contains(START);
        assertThat(new String(browser.screenshot(), 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PNG");
        browser.swipe(new Point(200, 600), new Point(200, 100), Duration.ofMillis(200));
        until(s -> s.text().contains("scrolled"));
        browser.open(START + "second");
        until(s -> s.text().contains("Second"));
        browser.press(Key.BACK);
        until(s -> s.text().contains("First"));
        assertThatThrownBy(() -> browser.press(Key.HOME)).isInstanceOf(DeviceTrouble.class);
    }

    @Test
    void closing_twice_is_closing_once() {
        visit("<!doctype html><body><p>Shop</p>");
        browser.close();
        browser.close();
    }

    @Test
    void a_home_that_is_closed_is_gone_with_everything_in_it() throws Exception {
        PrivateHome home = new PrivateHome();
        home.trust(site.route().rootPem(), Chromium.programs().certutil());
        Path folder = home.profile().getParent();
        Files.createDirectories(home.profile());
        assertThat(folder.resolve(".pki/nssdb/cert9.db")).exists();
        home.close();

        assertThat(folder).doesNotExist();
    }

    @Test
    void a_tap_on_what_is_gone_says_so() {
        visit("<!doctype html><body><button>Once</button>");
        Node gone = labelled(browser.screen(), "Once");
        site.page("/other", "<!doctype html><body><p>Other</p>");
        browser.open(START + "other");
        until(s -> s.text().contains("Other"));

        assertThatThrownBy(() -> browser.tap(new Node(
                        "7:99",
                        gone.kind(),
                        gone.text(),
                        "",
                        gone.id(),
                        gone.app(),
                        gone.bounds(),
                        gone.traits(),
                        List.of())))
                .isInstanceOfSatisfying(
                        DeviceTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(DeviceTrouble.Kind.NOT_FOUND));
    }

    @Test
    void a_phone_presents_itself_as_one_and_not_as_driven() {
        visit("<!doctype html><meta name=viewport content='width=device-width'><body><p id=p></p>"
                + "<script>p.textContent=navigator.userAgent+' '+innerWidth+' driven '+navigator.webdriver</script>");

        assertThat(browser.screen().text()).contains("Android 10; K", "Mobile Safari", " 412", "driven false");
    }

    @Test
    void programs_that_are_missing_are_named_with_the_remedy() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("bin"));

        assertThatThrownBy(() -> Programs.onPath(empty.toString()))
                .isInstanceOfSatisfying(
                        DeviceTrouble.class,
                        trouble -> assertThat(trouble.fault().remedy().en())
                                .contains("apt-get install chromium nodejs libnss3-tools"));
    }
}

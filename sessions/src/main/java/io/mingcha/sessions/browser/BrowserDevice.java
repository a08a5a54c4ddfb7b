package io.mingcha.sessions.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Chromium under the hand of a plan. An app is a site: what {@link #launch} is given is an address, or a host. The browser
 * starts with the first call that needs it, so that {@link #connect} comes in time.
 */
public final class BrowserDevice implements Device {
    private final String name;
    private final BrowserLook look;
    private final PrivateHome home = new PrivateHome();
    private final Confined thread = new Confined("browser");
    private final PageRequests requests = new PageRequests();
    private final Grants grants = new Grants();
    private Optional<Route> route = Optional.empty();
    private Optional<Chromium> running = Optional.empty();
    private Optional<PageTree> tree = Optional.empty();
    private Optional<String> app = Optional.empty();

    public BrowserDevice(String name, BrowserLook look) {
        this.name = name;
        this.look = look;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.CLEAR, Ability.PERMISSIONS, Ability.LOCATE, Ability.FOREGROUND);
    }

    @Override
    public DeviceKind kind() {
        return DeviceKind.BROWSER;
    }

    @Override
    public Set<WayIn> ways() {
        return EnumSet.of(WayIn.PROXY, WayIn.SOCKS);
    }

    @Override
    public Optional<String> release() {
        return Optional.of(Chromium.version(Chromium.programs())).filter(v -> !v.isEmpty());
    }

    /** What pages have requested so far: everything else that the browser sent is its own. */
    public List<PageRequest> requests() {
        thread.run(() -> running.ifPresent(Chromium::pump));
        return requests.list();
    }

    /** The hosts that pages have asked for. What goes to any other was sent by the browser, not by the site. */
    @Override
    public Optional<Set<String>> asked() {
        return Optional.of(requests().stream()
                .map(PageRequest::host)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public Connected connect(Route taken) {
        return doing("connect", () -> {
            stopBrowser();
            route = Optional.of(taken);
            boolean trusted = !taken.rootPem().isBlank();
            if (trusted) {
                home.trust(taken.rootPem(), Chromium.programs().certutil());
            }
            return new Connected(true, trusted);
        });
    }

    private Page page() {
        if (running.isEmpty()) {
            Chromium started = Chromium.start(home, look, route);
            running = Optional.of(started);
            requests.watch(started.context());
            grants.apply(started.context());
        }
        return running.get().page();
    }

    @Override
    public Screen screen() {
        return doing("screen", () -> {
            Page page = page();
            tree.ifPresent(PageTree::close);
            Instant asked = Instant.now();
            PageTree read = PageTree.of(page);
            tree = Optional.of(read);
            return new Screen(read.roots(), asked, Instant.now(), front(page), read.source());
        });
    }

    @Override
    public byte[] screenshot() {
        return doing("screenshot", () -> page().screenshot());
    }

    @Override
    public void tap(Node node) {
        doing("tap", () -> {
            ElementHandle element = tree.flatMap(t -> t.element(node)).orElseThrow(() -> notFound(node));
            element.click();
            return true;
        });
    }

    private DeviceTrouble notFound(Node node) {
        return Troubles.of(
                DeviceTrouble.Kind.NOT_FOUND,
                name,
                Text.of("页面上已没有“" + node.label() + "”", "\"" + node.label() + "\" is not on the page any more"),
                Text.of("请重新读取画面后再点击", "Read the screen again before tapping"));
    }

    @Override
    public void type(String text) {
        doing("type", () -> {
            page().keyboard().insertText(text);
            return true;
        });
    }

    @Override
    public void swipe(Point from, Point to, Duration over) {
        doing("swipe", () -> {
            Page page = page();
            page.mouse().move(from.x(), from.y());
            page.mouse().wheel(from.x() - to.x(), from.y() - to.y());
            return true;
        });
    }

    @Override
    public void press(Key key) {
        doing("press", () -> {
            Page page = page();
            switch (key) {
                case BACK -> page.goBack(new Page.GoBackOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
                case ENTER -> page.keyboard().press("Enter");
                case HOME ->
                    throw Troubles.of(
                            DeviceTrouble.Kind.UNSUPPORTED,
                            name,
                            Text.of("浏览器没有主屏幕键", "A browser has no home key"),
                            Text.of("请从计划中去掉这一步", "Leave the step out of the plan"));
            }
            return true;
        });
    }

    @Override
    public void launch(String site) {
        doing("launch", () -> {
            Page page = page();
            if (app.filter(site::equals).isPresent() && !isEmpty(page)) {
                page.bringToFront();
            } else {
                app = Optional.of(site);
                navigate(page, site);
            }
            return true;
        });
    }

    @Override
    public void stop(String site) {
        doing("stop", () -> {
            page().navigate("about:blank");
            return true;
        });
    }

    @Override
    public void open(String url) {
        doing("open", () -> {
            if (app.isEmpty()) {
                app = Optional.of(url);
            }
            navigate(page(), url);
            return true;
        });
    }

    private static void navigate(Page page, String site) {
        String url = site.contains("://") || site.startsWith("about:") ? site : "https://" + site;
        page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    }

    @Override
    public void clear(String site) {
        doing("clear", () -> {
            stopBrowser();
            home.forget();
            return true;
        });
    }

    @Override
    public void permission(String site, String permission, boolean granted) {
        doing("permission", () -> {
            grants.set(permission, granted);
            page();
            grants.apply(running.orElseThrow().context());
            return true;
        });
    }

    @Override
    public void locate(double latitude, double longitude) {
        doing("locate", () -> {
            grants.locate(latitude, longitude);
            page();
            grants.apply(running.orElseThrow().context());
            return true;
        });
    }

    @Override
    public ClockReading clock() {
        return ClockReading.same(Instant.now());
    }

    @Override
    public Optional<String> foreground() {
        return doing("foreground", () -> running.flatMap(r -> front(r.page())));
    }

    private Optional<String> front(Page page) {
        return isEmpty(page) ? Optional.empty() : app;
    }

    private static boolean isEmpty(Page page) {
        return page.url().startsWith("about:") || page.url().isEmpty();
    }

    private <T> T doing(String what, Supplier<T> work) {
        return thread.call(() -> {
            try {
                return work.get();
            } catch (PlaywrightException e) {
                throw Troubles.from(e, name, what);
            }
        });
    }

    private void stopBrowser() {
        tree = Optional.empty();
        running.ifPresent(Chromium::close);
        running = Optional.empty();
    }

    @Override
    public void close() {
        if (thread.isOpen()) {
            thread.run(this::stopBrowser);
            thread.close();
            home.close();
        }
    }
}

package io.mingcha.sessions.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Proxy;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running browser with one window. It never ignores a bad certificate. */
final class Chromium implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final double TIMEOUT_MS = 20_000;

    private final Playwright playwright;
    private final BrowserContext context;

    private Chromium(Playwright playwright, BrowserContext context) {
        this.playwright = playwright;
        this.context = context;
    }

    static Programs programs() {
        return Programs.onPath(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Chromium start(PrivateHome home, BrowserLook look, Optional<Route> route) {
        Programs programs = programs();
        Map<String, String> driver = new HashMap<>();
        driver.put("PLAYWRIGHT_NODEJS_PATH", programs.node().toString());
        driver.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        driver.put("PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(driver));
        try {
            BrowserContext context =
                    playwright.chromium().launchPersistentContext(home.profile(), options(programs, home, look, route));
            context.setDefaultTimeout(TIMEOUT_MS);
            return new Chromium(playwright, context);
        } catch (PlaywrightException e) {
            playwright.close();
            throw e;
        }
    }

    private static BrowserType.LaunchPersistentContextOptions options(
            Programs programs, PrivateHome home, BrowserLook look, Optional<Route> route) {
        List<String> flags = new ArrayList<>(QuietFlags.ALL);
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(programs.chromium())
                .setHeadless(true)
                .setEnv(home.environment())
                .setViewportSize(look.width(), look.height())
                .setDeviceScaleFactor(look.density())
                .setIsMobile(look.mobile())
                .setHasTouch(look.mobile())
                .setLocale(look.locale())
                .setTimeout(TIMEOUT_MS);
        look.userAgent()
                .or(() -> look.mobile() ? Optional.of(ofPhone(programs)) : Optional.empty())
                .ifPresent(options::setUserAgent);
        route.ifPresent(taken -> {
            options.setProxy(proxy(taken));
            // Loopback goes through the proxy too: what the capture does not see is not recorded.
            flags.add("--proxy-bypass-list=<-loopback>");
        });
        return options.setArgs(flags);
    }

    /** As Chrome on Android names itself since it tells no model: by its own version. */
    private static String ofPhone(Programs programs) {
        return "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + version(programs).replaceAll("\\..*", "") + ".0.0.0 Mobile Safari/537.36";
    }

    /** Such as {@code 156.0.8078.108}; empty if it does not say. */
    static String version(Programs programs) {
        try {
            Matcher version =
                    VERSION.matcher(Command.run(List.of(programs.chromium().toString(), "--version")));
            return version.find() ? version.group() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Proxy proxy(Route route) {
        InetSocketAddress at = route.proxy();
        // a name is looked up by the proxy, not by Chromium, in both
        String scheme = route.way() == WayIn.SOCKS ? "socks5" : "http";
        Proxy proxy = new Proxy(scheme + "://" + at.getHostString() + ":" + at.getPort());
        route.credentials().ifPresent(userAndPassword -> {
            int colon = userAndPassword.indexOf(':');
            proxy.setUsername(colon < 0 ? userAndPassword : userAndPassword.substring(0, colon));
            proxy.setPassword(colon < 0 ? "" : userAndPassword.substring(colon + 1));
        });
        return proxy;
    }

    BrowserContext context() {
        return context;
    }

    /** The page in front: the one opened last. */
    Page page() {
        List<Page> pages = context.pages();
        return pages.isEmpty() ? context.newPage() : pages.get(pages.size() - 1);
    }

    /** Lets what has happened meanwhile arrive. */
    void pump() {
        page().evaluate("0");
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (PlaywrightException e) {
            // It has ended already.
        }
        playwright.close();
    }
}

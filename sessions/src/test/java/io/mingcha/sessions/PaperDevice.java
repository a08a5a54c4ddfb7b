package io.mingcha.sessions;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Canaries;
import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Moved;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Planted;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.device.TrafficCount;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A device made of screens that lead to each other, for what only the runner decides. Real ones have tests of their own. */
public final class PaperDevice implements Device {
    public static final String APP = "com.example.paper";

    private final String name;
    private final Map<String, Page> pages = new HashMap<>();
    public final List<String> done = new ArrayList<>();
    public final AtomicBoolean closed = new AtomicBoolean();
    private String at = "home";
    private Optional<DeviceTrouble> pending = Optional.empty();
    private Optional<String> version = Optional.of("1.0");
    private Duration ahead = Duration.ZERO;
    private Runnable onScreen = () -> {};
    private boolean keeps;
    private String release = "13";
    private boolean takesCanaries;
    private Optional<Moved> moved = Optional.empty();

    private record Page(String app, List<List<String>> windows, Map<String, String> leads) {}

    public PaperDevice(String name) {
        this.name = name;
        page("home", "com.launcher", List.of());
    }

    /** A page of one window, whose texts may lead on: {@code "text>page"}. */
    public PaperDevice page(String page, String app, List<String> texts) {
        return windows(page, app, List.of(texts));
    }

    /** A page of several windows, the topmost last. */
    public PaperDevice windows(String page, String app, List<List<String>> windows) {
        Map<String, String> leads = new HashMap<>();
        List<List<String>> shown = new ArrayList<>();
        for (List<String> texts : windows) {
            List<String> labels = new ArrayList<>();
            for (String text : texts) {
                String[] parts = text.split(">", 2);
                labels.add(parts[0]);
                if (parts.length == 2) {
                    leads.put(parts[0], parts[1]);
                }
            }
            shown.add(labels);
        }
        pages.put(page, new Page(app, shown, leads));
        return this;
    }

    public void troubled(DeviceTrouble.Kind kind) {
        pending = Optional.of(
                new DeviceTrouble(kind, new Fault(Text.same(kind.name()), name, Text.same("do something"))));
    }

    public void hasVersion(String installed) {
        version = Optional.of(installed);
    }

    public void hasRelease(String installed) {
        release = installed;
    }

    public void clockJumps(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Runs at every look at the screen. */
    public void onScreen(Runnable what) {
        onScreen = what;
    }

    /** It does not let what was changed be put back. */
    public void keepsChanges() {
        keeps = true;
    }

    public void go(String page) {
        at = page;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.of(
                Ability.INSTALL, Ability.CLEAR, Ability.UNLOCK, Ability.PERMISSIONS, Ability.FOREGROUND, Ability.HOME);
    }

    @Override
    public DeviceKind kind() {
        return DeviceKind.ANDROID;
    }

    @Override
    public Set<WayIn> ways() {
        return EnumSet.of(WayIn.PROXY, WayIn.TUNNEL);
    }

    @Override
    public Optional<String> release() {
        return Optional.of(release);
    }

    @Override
    public Connected connect(Route route) {
        done.add("connect");
        return new Connected(tells(route), true);
    }

    private static boolean tells(Route route) {
        return route.way() != WayIn.TUNNEL;
    }

    @Override
    public Screen screen() {
        onScreen.run();
        Page page = pages.get(at);
        List<Node> roots = new ArrayList<>();
        StringBuilder source = new StringBuilder("<screen>");
        for (int w = 0; w < page.windows.size(); w++) {
            List<Node> nodes = new ArrayList<>();
            List<String> texts = page.windows.get(w);
            for (int i = 0; i < texts.size(); i++) {
                boolean leads = page.leads.containsKey(texts.get(i));
                source.append(texts.get(i)).append('\n');
                nodes.add(new Node(
                        w + "/" + i,
                        leads ? "android.widget.Button" : "android.widget.TextView",
                        texts.get(i),
                        "",
                        Optional.empty(),
                        Optional.of(page.app),
                        new Bounds(0, 100 * i, 1000, 100 * i + 100),
                        leads ? EnumSet.of(Node.Trait.CLICKABLE, Node.Trait.ENABLED) : EnumSet.of(Node.Trait.ENABLED),
                        List.of()));
            }
            roots.add(new Node(
                    "w" + w,
                    "android.widget.FrameLayout",
                    "",
                    "",
                    Optional.empty(),
                    Optional.of(page.app),
                    new Bounds(0, 0, 1000, 2000),
                    Set.of(),
                    nodes));
        }
        Instant now = Instant.now();
        return new Screen(roots, now, now, Optional.of(page.app), source + "</screen>");
    }

    @Override
    public byte[] screenshot() {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G'};
    }

    @Override
    public void tap(Node node) {
        done.add("tap " + node.label());
        at = pages.get(at).leads.getOrDefault(node.label(), at);
    }

    @Override
    public void type(String text) {
        done.add("type " + text);
    }

    @Override
    public void swipe(Point from, Point to, Duration over) {
        done.add("swipe");
    }

    @Override
    public void press(Key key) {
        done.add(key.name());
        at = key == Key.HOME ? "home" : at;
    }

    @Override
    public void launch(String app) {
        done.add("launch " + app);
        at = "start";
    }

    @Override
    public void stop(String app) {
        done.add("stop " + app);
    }

    @Override
    public void open(String url) {
        done.add("open " + url);
    }

    @Override
    public Optional<String> version(String app) {
        return version;
    }

    @Override
    public void install(Path file) {
        done.add("install " + file.getFileName());
    }

    @Override
    public void uninstall(String app) {
        done.add("uninstall");
    }

    @Override
    public void clear(String app) {
        done.add("clear");
    }

    @Override
    public void unlock() {
        done.add("unlock");
    }

    @Override
    public void permission(String app, String permission, boolean granted) {
        done.add((granted ? "grant " : "deny ") + permission);
    }

    /** What it counts. */
    public void moves(Moved counted) {
        moved = Optional.of(counted);
    }

    @Override
    public Optional<TrafficCount> counted() {
        return Optional.of(new TrafficCount(Map.of()));
    }

    @Override
    public Optional<Moved> movedSince(TrafficCount before, String app) {
        return moved;
    }

    /** It takes canaries. */
    public void plants() {
        takesCanaries = true;
    }

    @Override
    public Planted plant(Canaries canaries) {
        if (!takesCanaries) {
            return Device.super.plant(canaries);
        }
        done.add("plant " + canaries.contacts() + " " + canaries.messages() + " " + canaries.files());
        return new Planted(
                canaries.contacts().size(),
                canaries.messages().size(),
                canaries.files().size(),
                List.of());
    }

    @Override
    public ClockReading clock() {
        return new ClockReading(Instant.now(), ahead, Duration.ofMillis(5));
    }

    @Override
    public Optional<DeviceTrouble> troubled(String app) {
        Optional<DeviceTrouble> now = pending;
        pending = Optional.empty();
        return now;
    }

    @Override
    public void close() {
        closed.set(true);
        if (keeps) {
            throw new DeviceTrouble(
                    DeviceTrouble.Kind.REFUSED,
                    new Fault(Text.same("the proxy setting stays"), name, Text.same("mingcha device restore")));
        }
    }
}

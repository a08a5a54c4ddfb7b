package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Canaries;
import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Disturbance;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Moved;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.OpenSocket;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An Android phone or emulator at an adb server. */
public final class AdbDevice implements Device {
    private static final int MOST_OTHERS = 5;
    private static final Duration RETURN = Duration.ofSeconds(15);

    private final Reach reach;
    private final Journal journal;
    private final WatchedShell shell;
    private final ScreenReader screen;
    private final Apps apps;
    private final Keyguard keyguard;
    private final Position position;
    private final Clock clock;
    private final Front front;
    private final Mishaps mishaps;
    private final Uids uids;
    private final NetStats netStats;
    private final TrustStore trust;
    private final ProxyWay proxy;
    private final Vigil vigil;
    private final Planting planting;
    private Optional<Route> route = Optional.empty();
    private boolean closed;

    private AdbDevice(Reach reach, Journal journal) {
        String serial = reach.serial();
        Sync sync = new Sync(reach);
        this.reach = reach;
        this.journal = journal;
        this.shell = new WatchedShell(reach, this::recover);
        this.screen = new ScreenReader(shell, serial);
        this.apps = new Apps(shell, sync, journal, serial);
        this.keyguard = new Keyguard(shell, serial);
        this.position = new Position(shell, journal, serial);
        this.clock = new Clock(reach::shell, serial);
        this.front = new Front(shell);
        this.mishaps = new Mishaps(shell, serial);
        this.uids = new Uids(shell);
        this.netStats = new NetStats(shell);
        this.trust = new TrustStore(reach, shell, sync, journal);
        this.proxy = new ProxyWay(new Reverse(reach), new ProxySetting(shell, journal), journal);
        this.planting = new Planting(reach, shell, sync, journal);
        this.vigil = new Vigil(shell, serial, () -> route.ifPresent(this::connect));
    }

    /**
     * Takes a device under control. What an earlier run left changed on it is put back first.
     *
     * @param journalFolder where what is changed is noted, a file for each device
     */
    public static AdbDevice open(AdbServer server, String serial, Path journalFolder) {
        return open(new Reach(server, serial), journalFolder);
    }

    static AdbDevice open(Reach reach, Path journalFolder) {
        AdbServer server = reach.server();
        String serial = reach.serial();
        Listing listing = server.device(serial).orElseThrow(() -> Troubles.unplugged(serial));
        Optional<DeviceTrouble> trouble = Troubles.ofState(listing);
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        reach.requireShell();
        Journal journal = Journal.of(journalFolder, serial);
        try {
            Undo.all(reach, journal);
            AdbDevice device = new AdbDevice(reach, journal);
            device.mishaps.forget();
            return device;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Puts back what runs that did not come to their end left changed, on every device that is there. May be repeated. */
    public static List<Restored> restore(AdbServer server, Path journalFolder) {
        List<Restored> all = new ArrayList<>();
        for (Path file : Journal.left(journalFolder)) {
            try (Journal journal = Journal.open(file)) {
                all.add(Undo.all(new Reach(server, journal.serial()), journal));
            } catch (DeviceTrouble inUse) {
                all.add(new Restored(file.getFileName().toString(), List.of(), List.of(inUse.fault())));
            }
        }
        return all;
    }

    /** The way that its traffic takes since {@link #connect}. */
    public Optional<Way> way() {
        return proxy.way();
    }

    /** For another thread that is to look at it meanwhile. */
    public Lookout lookout() {
        return new Lookout(reach::shell);
    }

    @Override
    public String name() {
        return reach.serial();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public DeviceKind kind() {
        return DeviceKind.ANDROID;
    }

    @Override
    public Set<WayIn> ways() {
        return EnumSet.of(WayIn.PROXY, WayIn.REVERSE, WayIn.NETWORK, WayIn.TUNNEL);
    }

    @Override
    public Optional<String> release() {
        return Optional.of(shell.text("getprop ro.build.version.release")).filter(r -> !r.isEmpty());
    }

    @Override
    public boolean isRooted() {
        return RootAccess.isPossible(shell);
    }

    @Override
    public Connected connect(Route wanted) {
        // root may cost a restart of the daemon, which forgets its ports
        boolean trusted = trust.add(wanted);
        if (wanted.way() == WayIn.TUNNEL) {
            route = Optional.of(wanted);
            return new Connected(false, trusted, Optional.empty(), true);
        }
        boolean proxied = proxy.set(wanted);
        route = Optional.of(wanted);
        Optional<String> setting = proxied ? way().map(Way::setting) : Optional.empty();
        vigil.begin(
                trusted
                        ? trust.standing(wanted, setting)
                        : new Vigil.Standing(setting, Optional.empty(), Optional.empty()));
        return way().map(w -> new Connected(proxied, trusted, Optional.of(w.proxy()), !w.reversed()))
                .orElseGet(() -> new Connected(proxied, trusted));
    }

    private void recover() {
        AdbServer server = reach.server();
        server.revive(reach.serial());
        server.await(reach.serial(), reach.limited(RETURN));
        route.ifPresent(this::connect);
    }

    @Override
    public Screen screen() {
        return screen.read();
    }

    @Override
    public byte[] screenshot() {
        return screen.picture();
    }

    @Override
    public void tap(Node node) {
        if (node.bounds().isEmpty()) {
            throw Troubles.trouble(
                    DeviceTrouble.Kind.NOT_FOUND,
                    name(),
                    Text.of("元素不可见：" + node.label(), "The element shows nowhere: " + node.label()),
                    Text.of("请先滚动到它", "Scroll to it first"));
        }
        Point at = node.bounds().center();
        input("input tap " + at.x() + " " + at.y());
    }

    @Override
    public void type(String text) {
        Typing.commands(name(), text).forEach(this::input);
    }

    @Override
    public void swipe(Point from, Point to, Duration over) {
        input("input swipe " + from.x() + " " + from.y() + " " + to.x() + " " + to.y() + " " + over.toMillis());
    }

    @Override
    public void press(Key key) {
        input("input keyevent "
                + switch (key) {
                    case BACK -> 4;
                    case HOME -> 3;
                    case ENTER -> 66;
                });
    }

    private void input(String command) {
        Said said = shell.run(command);
        if (!said.well() || said.all().contains("Exception")) {
            throw Troubles.refused(name(), Reach.shortened(command), said.all());
        }
    }

    @Override
    public void launch(String app) {
        apps.launch(app);
        keyguard.requireOpen();
    }

    @Override
    public void stop(String app) {
        apps.stop(app);
    }

    @Override
    public void open(String url) {
        apps.open(url);
    }

    @Override
    public Optional<String> version(String app) {
        return apps.version(app);
    }

    @Override
    public void install(Path file) {
        uids.forget();
        apps.install(file);
    }

    @Override
    public void uninstall(String app) {
        uids.forget();
        apps.uninstall(app);
    }

    @Override
    public void clear(String app) {
        apps.clear(app);
    }

    @Override
    public void unlock() {
        keyguard.unlock();
    }

    @Override
    public void permission(String app, String permission, boolean granted) {
        apps.permission(app, permission, granted);
    }

    @Override
    public void locate(double latitude, double longitude) {
        position.set(latitude, longitude);
    }

    @Override
    public Planted plant(Canaries canaries) {
        return planting.plant(canaries);
    }

    @Override
    public String run(String command) {
        Said said = shell.run(command);
        if (!said.well()) {
            throw Troubles.refused(name(), command, said.toString());
        }
        return said.text();
    }

    @Override
    public ClockReading clock() {
        shell.run("true");
        return clock.read();
    }

    @Override
    public Optional<String> foreground() {
        return front.app();
    }

    @Override
    public Optional<DeviceTrouble> troubled(String app) {
        return mishaps.of(app);
    }

    @Override
    public List<Disturbance> disturbed() {
        List<Disturbance> found = new ArrayList<>(vigil.look());
        keyguard.fallen(screen.last()).ifPresent(found::add);
        return found;
    }

    @Override
    public Optional<Boolean> tunnelled() {
        return Optional.of(vigil.isTunnelled());
    }

    @Override
    public Optional<TrafficCount> counted() {
        return netStats.read();
    }

    @Override
    public Optional<Moved> movedSince(TrafficCount before, String app) {
        Optional<Integer> own = uids.alone(app);
        Optional<TrafficCount> now = own.isPresent() ? netStats.read() : Optional.empty();
        return now.map(n -> {
            Map<Integer, Long> moved = n.since(before);
            Map<String, Long> others = new LinkedHashMap<>();
            moved.entrySet().stream()
                    .filter(e -> !e.getKey().equals(own.get()))
                    .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                    .limit(MOST_OTHERS)
                    .forEach(e -> others.merge(uids.owner(e.getKey()), e.getValue(), Long::sum));
            return new Moved(moved.getOrDefault(own.get(), 0L), others);
        });
    }

    @Override
    public List<OpenSocket> sockets() {
        return new Lookout(shell, uids).sockets().sockets();
    }

    @Override
    public Optional<Supplier<List<OpenSocket>>> socketsBeside() {
        Lookout beside = lookout();
        return Optional.of(() -> beside.sockets().sockets());
    }

    @Override
    public Map<String, List<String>> identifiers() {
        return Identity.of(shell);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Restored restored;
        try (proxy;
                journal) {
            restored = Undo.all(reach, journal);
        }
        if (!restored.isWhole()) {
            Fault first = restored.left().get(0);
            throw Troubles.trouble(
                    DeviceTrouble.Kind.REFUSED,
                    name(),
                    first.what(),
                    Text.of(
                            "设备恢复连接后请运行：mingcha device restore",
                            "When the device is there again, run: mingcha device restore"));
        }
    }

    /** Lets go of it as a process does that dies. */
    void abandon() {
        closed = true;
        proxy.close();
        journal.close();
    }
}

package io.mingcha.testkit.phone;

import io.mingcha.testkit.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A phone for tests: what it is and shows is set here and by its apps, what a driver does to it arrives by adb, and both can
 * be looked at. Connect an adb server to {@link #address}.
 */
public final class FakePhone implements AutoCloseable {
    static final String ROOTS = "/system/etc/security/cacerts";
    private static final String OWNERS = "/owners.0";
    private static final int SHELL = 2000;

    private final String model;
    private final Map<String, String> properties = new TreeMap<>();
    private final Packages packages = new Packages();
    private final Settings settings = new Settings();
    private final Files files = new Files();
    private final Display display = new Display(this);
    private final EventLog log = new EventLog(this);
    private final PhoneSockets sockets = new PhoneSockets(this);
    private final Web web = new Web(this);
    private final Faults faults = new Faults();
    private final Facts facts = new Facts();
    private final Contents contents = new Contents();
    private final NetStats netStats = new NetStats();
    private final Map<String, Command> commands = new TreeMap<>();
    private final Daemon daemon;
    private volatile Root root = Root.NONE;
    private volatile Duration ahead = Duration.ZERO;
    private volatile String boot = UUID.randomUUID().toString();

    public FakePhone(String model) {
        this.model = model;
        properties.put("ro.product.model", model);
        properties.put("ro.build.version.sdk", "33");
        properties.put("ro.build.version.release", "13");
        properties.put("ro.build.fingerprint", "fake/" + model + "/13");
        properties.put("ro.serialno", "FAKE" + Math.floorMod(model.hashCode(), 1_000_000));
        properties.put("ro.debuggable", "0");
        settings.put("secure", "android_id", "a1b2c3d4e5f60718");
        for (String store : List.of(ROOTS, "/apex/com.android.conscrypt/cacerts")) {
            files.ship(store + "/00000000.0", "not a real certificate".getBytes(StandardCharsets.US_ASCII));
        }
        BaseCommands.into(commands);
        FileCommands.into(commands);
        SettingsCommands.into(commands);
        PackageCommands.into(commands);
        ScreenCommands.into(commands);
        DumpCommands.into(commands);
        daemon = new Daemon(this);
    }

    public String model() {
        return model;
    }

    /** What {@code adb connect} takes, and the serial number by which the server then knows it. */
    public String address() {
        return "127.0.0.1:" + daemon.port();
    }

    // --- how it is

    public FakePhone with(PhoneApp app) {
        packages.install(app);
        return this;
    }

    /** A file from which an app can be installed. */
    public byte[] apk(PhoneApp app) {
        return packages.apk(app);
    }

    public FakePhone property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public FakePhone setting(String space, String key, String value) {
        settings.put(space, key, value);
        return this;
    }

    public FakePhone rooted(Root how) {
        root = how;
        properties.put("ro.debuggable", how == Root.DEBUGGABLE ? "1" : "0");
        return this;
    }

    /** Which numbers and accounts it has. */
    public Facts facts() {
        return facts;
    }

    /** Its address book, its messages. */
    public Contents contents() {
        return contents;
    }

    public FakePhone door(Door how) {
        daemon.door(how);
        return this;
    }

    public FakePhone lock(Lock how) {
        display.lock(how);
        return this;
    }

    /** Sets its clock so far ahead of the true time, or behind. */
    public FakePhone clockAhead(Duration by) {
        ahead = by;
        return this;
    }

    /** Lets something on the phone listen at a port of its own. */
    public FakePhone listening(int port) {
        daemon.reverses().occupy(port);
        return this;
    }

    /** Lets apps connect from so few local ports that they come again soon. */
    public FakePhone localPorts(int first, int count) {
        sockets.ports(first, count);
        return this;
    }

    public Faults faults() {
        return faults;
    }

    // --- what happens to it

    /** Its owner taps «Allow». */
    public void acceptKey() {
        daemon.acceptKey();
    }

    public void unplug() {
        daemon.plug(false);
    }

    public void plug() {
        daemon.plug(true);
    }

    public void reboot() {
        boot = UUID.randomUUID().toString();
        files.restart();
        display.restart();
        facts.restart();
        daemon.restart();
    }

    /** Its Android starts anew while its kernel goes on, as after a crash of the system's server. */
    public void restartRuntime() {
        facts.restartRuntime();
        display.restart();
    }

    public void crash(String app) {
        display.end(app);
        log.crash(app);
    }

    public void hang(String app) {
        log.hang(app);
    }

    /** Somebody's hand brings an app to the front. */
    public void launch(String app) {
        packages.get(app).ifPresent(p -> display.show(p.app()));
    }

    /** Its network goes, and with it every connection that led over it. */
    public void loseNetwork() {
        facts.set("ip", "");
        sockets.network(Optional.empty());
    }

    /** It has a network, in which this is its address. */
    public FakePhone network(String address) {
        try {
            sockets.network(Optional.of(InetAddress.getByName(address)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
        facts.set("ip", address);
        return this;
    }

    /** Its owner installs an authority by hand, in place of one installed so before; its apps trust it. */
    public void trust(byte[] pem) {
        files.ship(ROOTS + OWNERS, pem);
    }

    /** Somebody takes off what covers the certificates of its system. */
    public void uncoverRoots() {
        files.uncover(ROOTS);
    }

    // --- what came of it

    /** The proxy in force, {@code host:port}. */
    public Optional<String> proxy() {
        return settings.proxy();
    }

    public Map<String, String> settings() {
        return settings.all();
    }

    public Optional<byte[]> file(String path) {
        return files.read(path);
    }

    public String front() {
        return display.app();
    }

    public boolean isInstalled(String app) {
        return packages.get(app).isPresent();
    }

    public Set<String> granted(String app) {
        return packages.get(app).map(p -> Set.copyOf(p.granted())).orElse(Set.of());
    }

    /** Where a port of the phone leads, if it leads to the adb server's machine. */
    public Optional<InetSocketAddress> reversed(int port) {
        return daemon.reverses().real(port);
    }

    public Instant now() {
        return Instant.now().plus(ahead);
    }

    // --- for its apps

    /** An app sends and receives by a way that nobody sees here; the phone counts it. */
    public void moves(String app, long received, long sent) {
        netStats.move(uid(app), received, sent);
    }

    /** It does not tell what it counts. */
    public FakePhone countingInSilence() {
        netStats.silent();
        return this;
    }

    /** Sends a request as an app, by the proxy of the settings, trusting the certificates of the phone. */
    public Peer.Received ask(String app, String method, URI to, String headers, String body) throws IOException {
        return web.ask(uid(app), method, to, headers, body);
    }

    public Peer.Received get(String app, URI to) throws IOException {
        return ask(app, "GET", to, "User-Agent: " + app + "/1.0 (Fake; Android 13)\r\n", "");
    }

    /** A connection of an app to a server, by proxy and TLS as its address needs. */
    public Peer connect(String app, URI to) throws IOException {
        return web.connect(uid(app), to);
    }

    private int uid(String app) {
        return packages.get(app).map(Packages.Installed::uid).orElse(1000);
    }

    // --- for its programs

    Map<String, Command> commands() {
        return commands;
    }

    Packages packages() {
        return packages;
    }

    Settings settingStore() {
        return settings;
    }

    Files files() {
        return files;
    }

    Display display() {
        return display;
    }

    EventLog log() {
        return log;
    }

    PhoneSockets sockets() {
        return sockets;
    }

    NetStats netStats() {
        return netStats;
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    String boot() {
        return boot;
    }

    Root root() {
        return root;
    }

    int shellUid() {
        return daemon.isRoot() ? 0 : SHELL;
    }

    /** Whether its shell knows the time by itself. */
    boolean isModern() {
        return sdk() >= 29;
    }

    int sdk() {
        return Integer.parseInt(property("ro.build.version.sdk"));
    }

    @Override
    public void close() {
        daemon.close();
    }
}

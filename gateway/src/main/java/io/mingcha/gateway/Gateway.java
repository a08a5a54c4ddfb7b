package io.mingcha.gateway;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway of one data folder. Setting it up and taking it down need root; either may be repeated at any time. */
public final class Gateway {
    private static final Path FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final Path FORWARD_6 = Path.of("/proc/sys/net/ipv6/conf/all/forwarding");
    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");
    private static final String ROUTES = "27998";
    private static final int MOST_PEERS = 250;

    private final Path folder;
    private final Path file;
    private final Machine machine = new Machine();

    public Gateway(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("state.json");
    }

    /** The plan, once the gateway was set up for the first time. */
    public Optional<GatewayPlan> plan() {
        return State.read(file).map(State::plan);
    }

    /** Whether it was set up and not taken down. */
    public boolean isUp() {
        return State.read(file).filter(s -> !s.before().isEmpty()).isPresent();
    }

    public List<Peer> peers() {
        return State.read(file).map(State::peers).orElse(List.of());
    }

    /** How many packets of QUIC were refused since it was set up; nothing if that cannot be known. */
    public OptionalLong quicRefused() {
        if (!isUp()) {
            return OptionalLong.empty();
        }
        Machine.Said said = machine.run("", "nft", "list", "counter", "inet", Firewall.TABLE, Firewall.QUIC);
        Matcher packets = PACKETS.matcher(said.text());
        return said.code() == 0 && packets.find()
                ? OptionalLong.of(Long.parseLong(packets.group(1)))
                : OptionalLong.empty();
    }

    /** Sets everything up; what an earlier run left is taken down first. */
    public void up(GatewayPlan plan) {
        down();
        State state = State.read(file).map(s -> s.with(plan)).orElseGet(() -> fresh(plan));
        Map<String, String> before = new LinkedHashMap<>();
        for (Path setting : List.of(FORWARD, FORWARD_6)) {
            before.put(setting.toString(), machine.setting(setting));
        }
        state = state.withBefore(before);
        state.write(file);
        try {
            link(state);
            route();
            machine.mustWith(Firewall.rules(plan), "nft", "-f", "-");
            machine.set(FORWARD, "1");
            machine.set(FORWARD_6, "1");
        } catch (IOException e) {
            down();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            down();
            throw e;
        }
    }

    private static State fresh(GatewayPlan plan) {
        KeyPair keys = KeyPair.generate();
        return new State(plan, keys.privateKey(), keys.publicKey(), List.of(), Map.of());
    }

    private void link(State state) {
        GatewayPlan plan = state.plan();
        if (!machine.tries("ip", "link", "add", plan.link(), "type", "wireguard")) {
            machine.must("wireguard-go", plan.link());
        }
        // by standard input: a key on a command line could be read by everyone
        machine.mustWith(
                state.privateKey() + "\n",
                "wg",
                "set",
                plan.link(),
                "listen-port",
                Integer.toString(plan.port()),
                "private-key",
                "/dev/stdin");
        state.peers().forEach(peer -> admit(plan, peer));
        machine.must("ip", "addr", "add", plan.address() + "/24", "dev", plan.link());
        machine.must("ip", "addr", "add", plan.address6() + "/64", "dev", plan.link(), "nodad");
        machine.must("ip", "link", "set", plan.link(), "mtu", Integer.toString(plan.mtu()), "up");
    }

    private void admit(GatewayPlan plan, Peer peer) {
        machine.must(
                "wg",
                "set",
                plan.link(),
                "peer",
                peer.publicKey(),
                "allowed-ips",
                peer.address(plan) + "/32," + peer.address6(plan) + "/128");
    }

    /** Datagrams that are marked for the proxy are delivered here, whatever their destination. */
    private void route() {
        String mark = Integer.toString(Firewall.MARK);
        for (String family : List.of("-4", "-6")) {
            machine.must("ip", family, "rule", "add", "fwmark", mark, "lookup", ROUTES);
            machine.must("ip", family, "route", "add", "local", "default", "dev", "lo", "table", ROUTES);
        }
    }

    /** Undoes everything; what is not there any more is no error. */
    public void down() {
        Optional<State> known = State.read(file);
        if (known.isEmpty()) {
            return;
        }
        State state = known.get();
        machine.tries("nft", "delete", "table", "inet", Firewall.TABLE);
        String mark = Integer.toString(Firewall.MARK);
        for (String family : List.of("-4", "-6")) {
            for (int i = 0;
                    i < 8 && machine.tries("ip", family, "rule", "del", "fwmark", mark, "lookup", ROUTES);
                    i++) {
                // an earlier run may have left more than one
            }
            machine.tries("ip", family, "route", "flush", "table", ROUTES);
        }
        machine.tries("ip", "link", "del", state.plan().link());
        state.before().forEach((setting, value) -> {
            try {
                if (!value.isEmpty()) {
                    machine.set(Path.of(setting), value);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        state.withBefore(Map.of()).write(file);
    }

    /**
     * Admits a device or an app and writes its configuration, which holds its private key and is kept nowhere else.
     *
     * @return the configuration's file
     */
    public Path add(String name, Optional<String> app) {
        State state = State.read(file).orElseThrow(() -> missing(name));
        if (state.peers().stream().anyMatch(p -> p.name().equals(name))) {
            throw new Fault(
                            Text.of("已有同名的设备", "There is a device of this name already"),
                            name,
                            Text.of(
                                    "请换一个名称，或先用 gateway remove 移除",
                                    "Choose another, or take it away first with gateway remove"))
                    .asException();
        }
        KeyPair keys = KeyPair.generate();
        Peer peer = new Peer(name, app, freeNumber(state), keys.publicKey());
        List<Peer> peers = new ArrayList<>(state.peers());
        peers.add(peer);
        Path configuration = configurationFile(name);
        write(configuration, ClientConfiguration.of(state, peer, keys.privateKey()));
        state.withPeers(peers).write(file);
        if (!state.before().isEmpty()) {
            admit(state.plan(), peer);
        }
        return configuration;
    }

    /** Takes a device's right to come away. */
    public boolean remove(String name) {
        State state = State.read(file).orElseThrow(() -> missing(name));
        Optional<Peer> gone =
                state.peers().stream().filter(p -> p.name().equals(name)).findFirst();
        gone.ifPresent(peer -> {
            if (!state.before().isEmpty()) {
                machine.tries("wg", "set", state.plan().link(), "peer", peer.publicKey(), "remove");
            }
            state.withPeers(state.peers().stream().filter(p -> p != peer).toList())
                    .write(file);
            try {
                Files.deleteIfExists(configurationFile(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return gone.isPresent();
    }

    /**
     * The configuration that was written for a device.
     *
     * @throws IllegalArgumentException if no device can have this name
     */
    public Path configurationFile(String name) {
        return folder.resolve("clients").resolve(Peer.checked(name) + ".conf");
    }

    private static int freeNumber(State state) {
        for (int number = 2; number < MOST_PEERS; number++) {
            int candidate = number;
            if (state.peers().stream().noneMatch(p -> p.number() == candidate)) {
                return number;
            }
        }
        throw new Fault(
                        Text.of("网关的地址已用完", "The gateway has no address left"),
                        state.plan().block(),
                        Text.of("请移除不再使用的设备", "Take away devices that are not used any more"))
                .asException();
    }

    private static RuntimeException missing(String name) {
        return new Fault(
                        Text.of("网关尚未建立", "There is no gateway yet"),
                        name,
                        Text.of("请先运行：mingcha gateway up --wireguard", "Run first: mingcha gateway up --wireguard"))
                .asException();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

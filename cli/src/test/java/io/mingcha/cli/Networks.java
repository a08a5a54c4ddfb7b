package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A phone and its gateway as two network namespaces of this machine, joined by a cable. Beyond the gateway there is
 * nothing: what the phone asks for is taken on its way.
 */
final class Networks implements AutoCloseable {
    static final String GATEWAY = "10.77.0.1";
    static final String GATEWAY_6 = "fd77::1";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String gateway;
    private final String phone;

    private Networks(String gateway, String phone) {
        this.gateway = gateway;
        this.phone = phone;
    }

    /** Whether namespaces can be made here: that takes root, a kernel that lets it, and a root that is a mount. */
    static boolean isPossible() {
        String probe = "mc-probe-" + ProcessHandle.current().pid() + "-" + MADE.getAndIncrement();
        try {
            // where the root is no mount, as in a chroot, one can be made but not entered
            return run(List.of("ip", "netns", "add", probe)) == 0
                    && run(List.of("ip", "-n", probe, "link", "set", "lo", "up")) == 0;
        } finally {
            run(List.of("ip", "netns", "del", probe));
        }
    }

    static Networks make() {
        String suffix = ProcessHandle.current().pid() + "-" + MADE.getAndIncrement();
        Networks networks = new Networks("mcg-" + suffix, "mcp-" + suffix);
        try {
            networks.cable();
            return networks;
        } catch (RuntimeException | Error e) {
            networks.close();
            throw e;
        }
    }

    private void cable() {
        must("ip", "netns", "add", gateway);
        must("ip", "netns", "add", phone);
        must("ip", "link", "add", "phone0", "netns", gateway, "type", "veth", "peer", "name", "eth0", "netns", phone);
        for (String[] line : new String[][] {
            {gateway, "link", "set", "lo", "up"},
            {gateway, "addr", "add", GATEWAY + "/24", "dev", "phone0"},
            {gateway, "addr", "add", GATEWAY_6 + "/64", "dev", "phone0", "nodad"},
            {gateway, "link", "set", "phone0", "up"},
            {phone, "link", "set", "lo", "up"},
            {phone, "addr", "add", "10.77.0.2/24", "dev", "eth0"},
            {phone, "addr", "add", "fd77::2/64", "dev", "eth0", "nodad"},
            {phone, "link", "set", "eth0", "up"},
            {phone, "route", "add", "default", "via", GATEWAY},
            {phone, "-6", "route", "add", "default", "via", GATEWAY_6}
        }) {
            List<String> command = new ArrayList<>(List.of("ip", "-n"));
            command.addAll(List.of(line));
            must(command.toArray(String[]::new));
        }
    }

    /** The words before a command that run it in the gateway. */
    String[] inGateway() {
        return new String[] {"ip", "netns", "exec", gateway};
    }

    /** The words before a command that run it on the phone. */
    String[] onPhone() {
        return new String[] {"ip", "netns", "exec", phone};
    }

    void gateway(String... words) {
        must(with(inGateway(), words));
    }

    void phone(String... words) {
        must(with(onPhone(), words));
    }

    boolean tries(String[] where, String... words) {
        return run(List.of(with(where, words))) == 0;
    }

    /** What a command prints. */
    String said(String[] where, String... words) {
        try (RunningCommand running = process(List.of(with(where, words)))) {
            assertThat(running.exitCode()).as(running.err()).isZero();
            return running.out();
        }
    }

    /** What the phone's own resolver finds when this is its name server: addresses of the kind that it has itself. */
    String asking(String nameServer, String name) {
        Path folder = Path.of("/etc/netns", phone);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("resolv.conf"), "nameserver " + nameServer + "\n");
            return said(onPhone(), "getent", nameServer.contains(":") ? "ahostsv6" : "ahostsv4", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(folder.resolve("resolv.conf"));
            deleteQuietly(folder);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String[] with(String[] prefix, String... words) {
        List<String> all = new ArrayList<>(List.of(prefix));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    private static void must(String... command) {
        try (RunningCommand running = process(List.of(command))) {
            if (running.exitCode() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + running.out() + running.err());
            }
        }
    }

    private static int run(List<String> command) {
        try (RunningCommand running = process(command)) {
            return running.exitCode();
        } catch (UncheckedIOException e) {
            return -1;
        }
    }

    static RunningCommand process(List<String> command) {
        try {
            return new RunningCommand(new ProcessBuilder(command).start(), String.join(" ", command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(List.of("ip", "netns", "del", phone));
        run(List.of("ip", "netns", "del", gateway));
    }
}

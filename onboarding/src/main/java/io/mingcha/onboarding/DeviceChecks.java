package io.mingcha.onboarding;

import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.settings.Text;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of the devices that use the proxy, by their addresses: from their self-checks and from the session itself.
 * Bounded; the device that was there first goes first. Safe for use by many threads.
 */
public final class DeviceChecks {
    private static final int MOST_DEVICES = 256;
    private static final int RUN_BYTES = 16;
    private static final int QUIC_PORT = 443;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final boolean resolves;

    /**
     * @param resolves whether this capture answers for names
     */
    public DeviceChecks(boolean resolves) {
        this.resolves = resolves;
    }

    /** Begins a self-check. What it returns names it, and cannot be guessed. */
    synchronized String begin(InetAddress address) {
        byte[] bytes = new byte[RUN_BYTES];
        random.nextBytes(bytes);
        String run = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        device(address.getHostAddress()).begin(run);
        return run;
    }

    /** Notes something of a device. */
    synchronized void note(InetAddress address, Consumer<Device> what) {
        what.accept(device(address.getHostAddress()));
    }

    /** Notes something of the device whose self-check this is; nothing if it is nobody's. */
    synchronized boolean note(String run, Consumer<Device> what) {
        Optional<Device> found = devices.values().stream()
                .filter(d -> d.run().equals(Optional.of(run)))
                .findFirst();
        found.ifPresent(what);
        return found.isPresent();
    }

    /** Notes something of a client by the words of the record. */
    synchronized void note(Client client, Consumer<Device> what) {
        address(client).ifPresent(address -> note(address, what));
    }

    /** Learns from what was recorded. */
    public synchronized void recorded(Flow flow) {
        if (flow.scheme().equals("udp") && flow.server().port() == QUIC_PORT) {
            note(flow.client(), d -> d.triedQuic(flow.outcome().state() == Outcome.State.BLOCKED));
        } else if (flow.scheme().equals("https") && flow.request().isPresent()) {
            note(flow.client(), Device::trusts);
        } else if (!flow.scheme().equals("dns")) {
            note(flow.client(), Device::cameThrough);
        }
    }

    /** The results of one self-check, if it is the device's latest. */
    synchronized Optional<List<CheckResult>> results(String run) {
        return devices.values().stream()
                .filter(d -> d.run().equals(Optional.of(run)))
                .findFirst()
                .map(Device::results);
    }

    /** Whether the device of this self-check has accepted or refused the certificate since it began; also if it is nobody's. */
    synchronized boolean trustIsKnown(String run) {
        return devices.values().stream()
                .filter(d -> d.run().equals(Optional.of(run)))
                .allMatch(Device::trustIsKnown);
    }

    /** All devices, in the order in which they were first seen. */
    public synchronized List<DeviceReport> reports() {
        return devices.entrySet().stream()
                .map(e -> new DeviceReport(
                        e.getKey(),
                        e.getValue().system().map(DeviceSystem::title).map(Text::en),
                        e.getValue().results()))
                .toList();
    }

    private Device device(String address) {
        Device known = devices.get(address);
        if (known == null) {
            if (devices.size() >= MOST_DEVICES) {
                devices.remove(devices.keySet().iterator().next());
            }
            known = new Device(resolves);
            devices.put(address, known);
        }
        return known;
    }

    /** A literal, so that no name is looked up. */
    private static Optional<InetAddress> address(Client client) {
        int colon = client.address().lastIndexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                NetUtil.createInetAddressFromIpAddressString(client.address().substring(0, colon)));
    }
}

package io.mingcha.sessions.adb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.FakePhone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real adb server with fake phones; nothing of it is left when it is closed. */
final class Bench implements AutoCloseable {
    private final Path folder;
    private final AdbWorld world;
    private final List<FakePhone> phones = new ArrayList<>();
    private final List<AdbDevice> devices = new ArrayList<>();

    private Bench(Path folder, AdbWorld world) {
        this.folder = folder;
        this.world = world;
    }

    static Bench in(Path folder) {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        try {
            return new Bench(folder, AdbWorld.start(Files.createDirectories(folder.resolve("adb-home"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AdbWorld world() {
        return world;
    }

    /** A server that is never started by us: the bench's stands already, or is meant to be gone. */
    AdbServer server() {
        return AdbServer.at(world.port(), Optional.empty(), Map.of());
    }

    Path journals() {
        return folder.resolve("journals");
    }

    FakePhone phone(String model) {
        FakePhone phone = new FakePhone(model);
        phones.add(phone);
        return phone;
    }

    /** Connects a phone and waits for it. */
    FakePhone connected(FakePhone phone) {
        world.connect(phone);
        server().await(phone.address(), Duration.ofSeconds(30));
        return phone;
    }

    AdbDevice open(FakePhone phone) {
        connected(phone);
        AdbDevice device = AdbDevice.open(server(), phone.address(), journals());
        devices.add(device);
        return device;
    }

    /** Restarts a phone and waits until the server has it again. */
    void restart(FakePhone phone) {
        unplug(phone);
        phone.reboot();
        phone.plug();
        connected(phone);
    }

    /** Pulls the cable and waits until the server has noticed. */
    void unplug(FakePhone phone) {
        phone.unplug();
        server().await(phone.address(), d -> !AdbServer.isReady(d), Duration.ofSeconds(30));
    }

    /** One that gives up soon. */
    AdbDevice hasty(FakePhone phone) {
        connected(phone);
        AdbDevice device = AdbDevice.open(new Reach(server(), phone.address(), Duration.ofSeconds(2)), journals());
        devices.add(device);
        return device;
    }

    @Override
    public void close() {
        devices.forEach(AdbDevice::abandon);
        phones.forEach(FakePhone::close);
        world.close();
    }
}

package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The adb server of this machine. It is started when it is needed and not there, and never ended. */
public final class AdbServer {
    private static final int USUAL_PORT = 5037;
    private static final Pattern NETWORK = Pattern.compile(".+:\\d{1,5}");
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private final int port;
    private final Starter starter;
    private final AtomicInteger starts = new AtomicInteger();

    private AdbServer(int port, Starter starter) {
        this.port = port;
        this.starter = starter;
    }

    /** The usual one: at the port that {@code ANDROID_ADB_SERVER_PORT} names, else at 5037. */
    public static AdbServer local() {
        String named = System.getenv("ANDROID_ADB_SERVER_PORT");
        return at(named != null && named.matches("\\d{1,5}") ? Integer.parseInt(named) : USUAL_PORT);
    }

    public static AdbServer at(int port) {
        return at(port, Starter.onPath(), Map.of());
    }

    /**
     * @param program what starts it, such as {@code adb}; nothing if it is never to be started
     * @param environment what the program is to find in its environment beside what we have
     */
    public static AdbServer at(int port, Optional<String> program, Map<String, String> environment) {
        return new AdbServer(port, new Starter(port, program, environment));
    }

    public int port() {
        return port;
    }

    /** The version of its protocol. */
    public int version() {
        return Integer.parseInt(ask("host:version", ANSWER), 16);
    }

    /** Everything that is plugged in or connected, whatever its state. */
    public List<Listing> devices() {
        return Listing.of(ask("host:devices-l", ANSWER));
    }

    public Optional<Listing> device(String serial) {
        return devices().stream().filter(d -> d.serial().equals(serial)).findFirst();
    }

    /** Connects to a device over the network. */
    public void connect(String address) {
        String said = ask("host:connect:" + address, CONNECTING);
        if (!said.startsWith("connected") && !said.startsWith("already connected")) {
            throw Troubles.refused(address, "connect", said);
        }
    }

    /**
     * Waits until a device is ready.
     *
     * @throws DeviceTrouble of the kind that tells its state, if it is not by then
     */
    public Listing await(String serial, Duration patience) {
        await(serial, AdbServer::isReady, patience);
        // what tracks devices leaves their models out
        return device(serial).orElseThrow(() -> Troubles.unplugged(serial));
    }

    static boolean isReady(Optional<Listing> device) {
        return device.filter(l -> l.state() == Listing.State.READY).isPresent();
    }

    Optional<Listing> await(String serial, Predicate<Optional<Listing>> state, Duration patience) {
        Optional<Listing> last = Optional.empty();
        try (Link link = open(Deadline.in(patience))) {
            link.ask("host:track-devices");
            while (true) {
                last = Listing.of(link.readText()).stream()
                        .filter(d -> d.serial().equals(serial))
                        .findFirst();
                if (state.test(last)) {
                    return last;
                }
            }
        } catch (IOException e) {
            throw last.flatMap(Troubles::ofState).orElseGet(() -> Troubles.of(this, serial, "track-devices", e));
        }
    }

    /** Asks for a device of the network again, which does not come by itself as one at a cable does. */
    void revive(String serial) {
        if (NETWORK.matcher(serial).matches()) {
            ask("host:connect:" + serial, CONNECTING);
        }
    }

    private String ask(String question, Duration time) {
        try (Link link = open(Deadline.in(time))) {
            link.ask(question);
            return link.readText();
        } catch (IOException e) {
            throw Troubles.ofServer(this, question, e);
        }
    }

    /** What it lists, without starting it; nothing if it is not there. */
    Optional<List<Listing>> devicesIfRunning() {
        try (Link link = Link.to(port, Deadline.in(ANSWER))) {
            link.ask("host:devices-l");
            return Optional.of(Listing.of(link.readText()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How often it had to be started. */
    int starts() {
        return starts.get();
    }

    Link open(Deadline deadline) throws IOException {
        try {
            return Link.to(port, deadline);
        } catch (IOException e) {
            return started(deadline, e);
        }
    }

    /** Of several who miss it only the first starts it. */
    private synchronized Link started(Deadline deadline, IOException why) throws IOException {
        try {
            return Link.to(port, deadline);
        } catch (IOException e) {
            starter.start(why);
            starts.incrementAndGet();
            return Link.to(port, deadline);
        }
    }

    /** Where it is, for people. */
    @Override
    public String toString() {
        return "adb server, port " + port;
    }
}

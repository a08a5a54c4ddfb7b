package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.util.function.IntConsumer;

/** Ports of the device that lead to ports of this machine. */
final class Reverse {
    private static final int TRIES = 20;

    private final Reach reach;

    Reverse(Reach reach) {
        this.reach = reach;
    }

    /** What undoes it. */
    static String undo(int devicePort) {
        return "reverse:killforward:tcp:" + devicePort;
    }

    void forward(int devicePort, int hostPort) {
        status("reverse:forward:norebind:tcp:" + devicePort + ";tcp:" + hostPort);
    }

    /** Whether the device's port leads to this machine's. */
    boolean leads(int devicePort, int hostPort) {
        return list().lines().anyMatch(l -> l.endsWith(" tcp:" + devicePort + " tcp:" + hostPort));
    }

    /**
     * Leads a port of the device here that led nowhere yet, the wanted one if possible.
     *
     * @param before is told each port before it is tried
     */
    int anyForward(int wanted, int hostPort, IntConsumer before) {
        String taken = list();
        for (int port = wanted; port < wanted + TRIES && port <= 0xffff; port++) {
            if (!taken.contains(" tcp:" + port + " ")) {
                before.accept(port);
                if (isForwarded(port, hostPort)) {
                    return port;
                }
            }
        }
        throw Troubles.refused(reach.serial(), "reverse", "no free port from " + wanted);
    }

    /** Not if something on the device listens there itself. */
    private boolean isForwarded(int devicePort, int hostPort) {
        try {
            forward(devicePort, hostPort);
            return true;
        } catch (DeviceTrouble trouble) {
            if (trouble.kind() == DeviceTrouble.Kind.REFUSED
                    && trouble.fault().what().en().contains("bind")) {
                return false;
            }
            throw trouble;
        }
    }

    String list() {
        return reach.talk("reverse:list-forward", Shell.USUAL, Link::readText);
    }

    /** @throws DeviceTrouble if the device does not want to */
    void status(String service) {
        reach.talk(service, Shell.USUAL, link -> {
            link.readStatus();
            return true;
        });
    }
}

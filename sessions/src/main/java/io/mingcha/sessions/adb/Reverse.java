package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;

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

    /** A port of the device that leads nowhere yet, the wanted one if possible. */
    int free(int wanted) {
        String taken = list();
        for (int port = wanted; port < wanted + TRIES && port <= 0xffff; port++) {
            if (!taken.contains(" tcp:" + port + " ")) {
                return port;
            }
        }
        throw Troubles.refused(reach.serial(), "reverse", "no free port from " + wanted);
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
